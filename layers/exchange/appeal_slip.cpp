#include "layers/exchange/appeal_slip.h"

#include <algorithm>
#include <vector>

#include "layers/exchange/sheet_canvas.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
constexpr ImageSize a6{397, 559};  // 105 × 148 mm at 96 pixels an inch
constexpr double margin = 32;
constexpr Colour ink{22, 32, 42, 255}, grey{71, 85, 99, 255}, line{215, 222, 229, 255};

struct SlipLine {
  std::string label, value;
};

std::string label_of(const RegisterSnapshot& snapshot, std::string_view domain, const std::string& code,
                     Language language) {
  const auto* value = snapshot.find_code(domain, code);
  return value == nullptr ? code : value->names.in(language);
}

std::string day_text(const std::optional<Date>& day) {
  return day ? format_date(*day) : std::string{};
}

std::vector<SlipLine> lines_of(const RegisterSnapshot& snapshot, const Appeal& appeal, Language language) {
  std::vector<SlipLine> lines;
  const auto add = [&lines](std::string label, std::string value) {
    if (!value.empty()) lines.push_back({std::move(label), std::move(value)});
  };
  add(tr("Kind"), label_of(snapshot, "appeal_kind", appeal.kind, language));
  add(tr("Received on"), day_text(appeal.received_on));
  add(tr("Registered on"), day_text(appeal.registered_on));
  if (appeal.settlement != no_row) add(tr("Settlement"), snapshot.settlement_label(appeal.settlement, language));
  add(tr("Answer due"), day_text(appeal.deadline()));
  return lines;
}

// Text as far as the page goes; what does not fit ends with "…". Returns where the next line begins.
double write_lines(SheetCanvas& canvas, const TextShaper& shaper, double y, std::string_view text, const TextFont& font,
                   Colour colour, std::size_t most_lines) {
  const double width = a6.width - 2 * margin, height = font.size_px * 1.4;
  auto lines = shaper.wrapped(text, font, width);
  if (lines.size() > most_lines) {
    lines.resize(most_lines);
    lines.back() = shaper.shortened(lines.back() + " …", font, width);
  }
  for (const auto& one : lines) {
    y += height;
    canvas.text({margin, y}, TextAlign::start, shaper.shortened(one, font, width), font, {.colour = colour});
  }
  return y;
}

void rule(SheetCanvas& canvas, double y) {
  stroke_line(canvas, {margin, y}, {a6.width - margin, y}, Pen{.colour = line});
}
}  // namespace

Result<std::string> appeal_slip(const RegisterSnapshot& snapshot, const Appeal& appeal, Language language) {
  const TextShaper shaper;
  const auto title = fill(tr("Appeal {number}"), {{"number", appeal.reg_no}});
  const auto canvas = pdf_canvas({.size = a6, .pixel_scale = 1, .title = title, .made_on = {}}, shaper);
  const TextFont small{.size_px = 11}, body{.size_px = 13}, strong{.size_px = 13, .is_semibold = true},
      large{.size_px = 24, .is_semibold = true};
  const auto office = snapshot.meta.find("title");
  double y = margin;
  y = write_lines(*canvas, shaper, y, office == snapshot.meta.end() ? tr("Risk Map") : office->second, small, grey, 2);
  y = write_lines(*canvas, shaper, y + 14, tr("Your appeal is registered under the number"), body, ink, 2);
  y = write_lines(*canvas, shaper, y + 4, appeal.reg_no, large, ink, 1);
  rule(*canvas, y += 18);
  for (const auto& [label, value] : lines_of(snapshot, appeal, language)) {
    y += 24;
    canvas->text({margin, y}, TextAlign::start, label, small, {.colour = grey});
    const double room = a6.width - 2 * margin - shaper.width(label, small) - 12;
    canvas->text({a6.width - margin, y}, TextAlign::end, shaper.shortened(value, strong, room), strong,
                 {.colour = ink});
  }
  rule(*canvas, y += 16);
  constexpr double foot_room = 58;
  const auto room =
      static_cast<std::size_t>(std::max(1.0, (a6.height - margin - foot_room - y) / (body.size_px * 1.4)));
  write_lines(*canvas, shaper, y + 4, appeal.summary, body, ink, room);
  const auto foot = fill(tr("By law an answer is given within {n} working days of registration. Keep this number."),
                         {{"n", format_integer(snapshot.terms.answer)}});
  rule(*canvas, a6.height - margin - foot_room + 18);
  write_lines(*canvas, shaper, a6.height - margin - foot_room + 20, foot, small, grey, 3);
  auto bytes = canvas->finish();
  if (bytes.empty()) return fail(ErrorCode::internal, "no memory for the page");
  return bytes;
}

}  // namespace riskmap
