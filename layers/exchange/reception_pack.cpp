#include "layers/exchange/reception_pack.h"

#include <algorithm>
#include <tuple>
#include <vector>

#include "layers/analysis/status_label.h"
#include "layers/exchange/sheet_canvas.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
constexpr ImageSize a4{794, 1123};  // at 96 pixels an inch
constexpr double margin = 57, foot = 40;
constexpr Colour ink{22, 32, 42, 255}, grey{71, 85, 99, 255}, line{200, 208, 216, 255}, red{176, 32, 32, 255};
constexpr TextFont small{.size_px = 11}, body{.size_px = 13}, strong{.size_px = 13, .is_semibold = true},
    section{.size_px = 16, .is_semibold = true}, large{.size_px = 24, .is_semibold = true};

struct Words {
  std::string text;
  TextFont font;
  Colour colour = ink;
};

// Writes from the top down and takes the next page where one is full.
class Pages {
 public:
  Pages(PagedCanvas& canvas, std::string title) : canvas_{canvas}, title_{std::move(title)} { begin(); }

  void gap(double height) { y_ += height; }
  void rule() { stroke_line(canvas_, {margin, y_}, {a4.width - margin, y_}, Pen{.colour = line}); }
  void next_page() {
    canvas_.next_page();
    ++number_;
    begin();
  }
  void write(const Words& words, std::size_t most_lines = 100) {
    auto lines = shaper_.wrapped(words.text, words.font, width);
    if (lines.size() > most_lines) {
      lines.resize(most_lines);
      lines.back() = shaper_.shortened(lines.back() + " …", words.font, width);
    }
    for (const auto& one : lines) {
      make_room(words.font.size_px * 1.4);
      y_ += words.font.size_px * 1.4;
      put(margin, TextAlign::start, shaper_.shortened(one, words.font, width), words);
    }
  }
  // Together on one page: a heading is not left behind by what it heads.
  void make_room(double height) {
    if (y_ + height > a4.height - margin - foot) next_page();
  }
  // Label, and a line to write on.
  void blank(const std::string& label, double height) {
    y_ += height;
    put(margin, TextAlign::start, label, {{}, small, grey});
    const double from = label.empty() ? margin : margin + shaper_.width(label, small) + 8;
    stroke_line(canvas_, {from, y_ + 2}, {a4.width - margin, y_ + 2}, Pen{.colour = line});
  }

 private:
  static constexpr double width = a4.width - 2 * margin;
  void put(double x, TextAlign align, const std::string& text, const Words& words) {
    canvas_.text({x, y_}, align, text, words.font, {.colour = words.colour});
  }
  void begin() {
    y_ = a4.height - margin + 12;
    put(margin, TextAlign::start, shaper_.shortened(title_, small, width - 60), {{}, small, grey});
    put(a4.width - margin, TextAlign::end, format_integer(number_), {{}, small, grey});
    y_ = margin - 10;
  }

  PagedCanvas& canvas_;
  TextShaper shaper_;
  std::string title_;
  int number_ = 1;
  double y_ = 0;
};

std::string joined(std::initializer_list<std::string> parts) {
  std::string text;
  for (const auto& part : parts)
    if (!part.empty()) text += (text.empty() ? "" : " · ") + part;
  return text;
}

std::string label_of(const RegisterSnapshot& snapshot, std::string_view domain, const std::string& code,
                     Language language) {
  const auto* value = snapshot.find_code(domain, code);
  return value == nullptr ? code : value->names.in(language);
}

std::string party_of(const RegisterSnapshot& snapshot, Row party, Language language) {
  return party == no_row ? std::string{} : snapshot.parties[party].names.in(language);
}

std::string place_of(const RegisterSnapshot& snapshot, const Reception& reception, Language language) {
  const Row area = snapshot.find_area(reception.area_code, AreaLevel::rural_district);
  return joined(
      {reception.settlement == no_row ? reception.place : snapshot.settlement_label(reception.settlement, language),
       area == no_row ? std::string{} : snapshot.areas[area].names.in(language)});
}

// Open problems of the rural district and its settlements, the latest and gravest first.
std::vector<Row> open_problems(const RegisterSnapshot& snapshot, const ReceptionPack& pack) {
  std::vector<Row> rows;
  const Row area = snapshot.find_area(pack.reception.area_code, AreaLevel::rural_district);
  if (area == no_row) return rows;
  rows = issues_of_place(snapshot, AreaLevel::rural_district, area, RowMask(snapshot.issues.size(), 1));
  std::erase_if(rows, [&](Row row) { return !pack.facts.facts[row].is_open; });
  std::ranges::stable_sort(rows, {}, [&](Row row) {
    const auto& facts = pack.facts.facts[row];
    return std::tuple{-facts.days_over, -static_cast<int>(facts.level), facts.due.value_or(Date::max())};
  });
  return rows;
}

void write_head(Pages& pages, const RegisterSnapshot& snapshot, const ReceptionPack& pack, Language language) {
  const auto& reception = pack.reception;
  const auto office = snapshot.meta.find("title");
  pages.write({office == snapshot.meta.end() ? tr("Risk Map") : office->second, small, grey});
  pages.gap(8);
  pages.write({place_of(snapshot, reception, language), large});
  pages.write({joined({reception.day() ? format_date(*reception.day()) : std::string{},
                       label_of(snapshot, "reception_kind", reception.kind, language)}),
               body});
  pages.gap(6);
  for (const auto& person : reception.people)
    pages.write({label_of(snapshot, "reception_role", person.role, language) + ": " +
                     party_of(snapshot, person.party, language),
                 body});
  if (reception.people.empty()) pages.write({tr("Nobody heads it yet"), body, grey});
}

// What somebody asked for last time, and what has become of it.
void write_promise(Pages& pages, const RegisterSnapshot& snapshot, const Appeal& appeal, Language language) {
  pages.make_room(60);
  pages.gap(6);
  const auto place =
      appeal.settlement == no_row ? std::string{} : snapshot.settlement_label(appeal.settlement, language);
  pages.write({joined({appeal.reg_no, place}), strong});
  pages.write({appeal.summary, body}, 2);
  const auto answer = appeal.answered_on ? fill(tr("Answered on {date}"), {{"date", format_date(*appeal.answered_on)}})
                                         : tr("Not answered yet");
  pages.write({answer, small, appeal.is_answered() ? grey : red});
  for (const Row row : appeal.issues) {
    const auto& issue = snapshot.issues[row];
    pages.write({joined({issue.reg_no, issue.title, status_label(snapshot, issue.status)}), small, grey}, 1);
  }
}

void write_last_time(Pages& pages, const RegisterSnapshot& snapshot, const ReceptionPack& pack, Language language) {
  const auto* last =
      pack.reception.day() ? pack.journal.last_held(pack.reception.area_code, *pack.reception.day()) : nullptr;
  pages.make_room(90);
  pages.gap(18);
  if (last == nullptr) return pages.write({tr("No reception has been held here yet."), section});
  pages.write({fill(tr("Promised last time, {date}"), {{"date", format_date(*last->day())}}), section});
  if (last->appeals.empty()) pages.write({tr("No appeals were taken down."), body, grey});
  for (const auto appeal : last->appeals) write_promise(pages, snapshot, pack.appeals.appeals[appeal], language);
}

std::string step_of(const RegisterSnapshot& snapshot, const IssueFacts& facts, Language language) {
  if (facts.next_step == no_row)
    return facts.has_plan ? tr("Every step is done: check and close") : tr("No measures yet");
  const auto& step = snapshot.measures[facts.next_step];
  return joined(
      {step.text, party_of(snapshot, step.executor, language),
       step.deadline() ? fill(tr("by {date}"), {{"date", format_date(*step.deadline())}}) : tr("no deadline")});
}

void write_problems(Pages& pages, const RegisterSnapshot& snapshot, const ReceptionPack& pack, Language language) {
  const auto rows = open_problems(snapshot, pack);
  const auto late =
      std::ranges::count_if(rows, [&](Row row) { return pack.facts.facts[row].lateness >= Lateness::overdue; });
  pages.make_room(90);
  pages.gap(18);
  pages.write({fill(tr("Open problems here: {open}, late: {late}."),
                    {{"open", format_integer(static_cast<std::int64_t>(rows.size()))}, {"late", format_integer(late)}}),
               section});
  for (const Row row : rows) {
    const auto& issue = snapshot.issues[row];
    const auto& facts = pack.facts.facts[row];
    pages.make_room(60);
    pages.gap(6);
    pages.write({issue.title, strong}, 2);
    const auto place =
        issue.settlement == no_row ? std::string{} : snapshot.settlement_label(issue.settlement, language);
    pages.write({joined({issue.reg_no, place}), small, grey}, 1);
    if (facts.days_over > 0) pages.write({trn("{n} day late", "{n} days late", facts.days_over), small, red}, 1);
    pages.write({step_of(snapshot, facts, language), small, grey}, 2);
  }
}

// Filled in by hand; half a page each.
void write_blank_form(Pages& pages, const std::string& place) {
  pages.write({tr("Appeal"), section});
  pages.write({place, small, grey}, 1);
  for (const auto& label : {tr("Settlement, address"), tr("Who asks"), tr("Telephone"), tr("How many people ask")})
    pages.blank(label, 28);
  pages.blank(tr("What they ask"), 28);
  for (int i = 0; i < 5; ++i) pages.blank({}, 28);
  pages.blank(tr("What was promised, by whom, until when"), 28);
  pages.blank({}, 28);
  pages.blank(tr("Date and signature"), 28);
}
}  // namespace

Result<std::string> reception_pack(const RegisterSnapshot& snapshot, const ReceptionPack& pack, Language language) {
  const TextShaper shaper;
  const auto& reception = pack.reception;
  const auto place = joined(
      {place_of(snapshot, reception, language), reception.day() ? format_date(*reception.day()) : std::string{}});
  const auto title = fill(tr("Reception: {place}"), {{"place", place}});
  const auto canvas = pdf_canvas({.size = a4, .pixel_scale = 1, .title = title, .made_on = {}}, shaper);
  Pages pages{*canvas, title};
  write_head(pages, snapshot, pack, language);
  write_last_time(pages, snapshot, pack, language);
  write_problems(pages, snapshot, pack, language);
  for (int form = 0; form < blank_forms; ++form) {
    if (form % 2 == 0)
      pages.next_page();
    else
      pages.gap(50);
    write_blank_form(pages, place);
  }
  auto bytes = canvas->finish();
  if (bytes.empty()) return fail(ErrorCode::internal, "no memory for the pages");
  return bytes;
}

}  // namespace riskmap
