#include "layers/analysis/join_words.h"

#include <algorithm>
#include <cmath>

#include "layers/text/format.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
constexpr std::size_t places_named = 12;

std::string number(std::size_t count) {
  return format_integer(static_cast<std::int64_t>(count));
}

std::string place_name(const RegisterSnapshot& snapshot, const RegisterHotspots& found, Row row) {
  return found.question.level == AreaLevel::settlement ? snapshot.settlement_label(row, language())
                                                       : snapshot.areas[row].names.in(language());
}

const std::string& other_answer(const RegisterHotspots& found) {
  return found.is_of_the_no ? found.question.yes_no->yes : found.question.yes_no->no;
}

std::string names_of(const RegisterSnapshot& snapshot, const RegisterHotspots& found, const std::vector<Row>& rows) {
  std::string list;
  for (std::size_t i = 0; i < std::min(places_named, rows.size()); ++i)
    list += (i == 0 ? "" : ", ") + place_name(snapshot, found, rows[i]);
  return rows.size() > places_named ? list + ", …" : list;
}
}  // namespace

const std::string& answer_looked_for(const RegisterHotspots& found) {
  return found.is_of_the_no ? found.question.yes_no->no : found.question.yes_no->yes;
}

std::string join_gap(const RegisterSnapshot& snapshot, const RegisterHotspots& found, const PlaceHotspot& at) {
  return fill(trn("{place}: {answer}; the same at {seen} of {n} neighbour, where about {expected} would be expected",
                  "{place}: {answer}; the same at {seen} of {n} neighbours, where about {expected} would be expected",
                  static_cast<std::int64_t>(at.statistic.neighbours)),
              {{"place", place_name(snapshot, found, at.row)},
               {"answer", answer_looked_for(found)},
               {"seen", number(at.alike.size())},
               {"expected", format_number(at.expected, 1)}});
}

std::string absent_sentence(const RegisterSnapshot& snapshot, const RegisterHotspots& found, const PlaceHotspot& at) {
  return fill(tr("{place}: {answer}. Only places with the other answer are tested."),
              {{"place", place_name(snapshot, found, at.row)}, {"answer", other_answer(found)}});
}

std::string join_figures(const PlaceHotspot& at) {
  return fill(trn("{seen} of {n} neighbour alike, about {expected} expected",
                  "{seen} of {n} neighbours alike, about {expected} expected",
                  static_cast<std::int64_t>(at.statistic.neighbours)),
              {{"seen", number(at.alike.size())}, {"expected", format_number(at.expected, 1)}});
}

std::vector<std::string> how_joined(const RegisterSnapshot& snapshot, const RegisterHotspots& found,
                                    const PlaceHotspot& at) {
  const auto yes = static_cast<std::size_t>(std::llround(found.yes));
  std::vector<std::string> lines{
      fill(tr("Asked of every place: {answer}. So it is at {yes} of {n}."),
           {{"answer", found.question.yes_no->yes}, {"yes", number(yes)}, {"n", number(found.with_data)}})};
  if (found.is_of_the_no)
    lines.push_back(fill(tr("That is more than half, so the rarer answer is looked for: {answer}."),
                         {{"answer", answer_looked_for(found)}}));
  if (!at.alike.empty())
    lines.push_back(fill(tr("Neighbours that answer alike: {list}."), {{"list", names_of(snapshot, found, at.alike)}}));
  lines.push_back(
      tr("While the places keep their answers, the number of such neighbours by chance follows the hypergeometric "
         "law: p is exact."));
  return lines;
}

}  // namespace riskmap
