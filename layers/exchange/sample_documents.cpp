#include "layers/exchange/sample_documents.h"

#include <fmt/format.h>

#include "layers/exchange/sample_random.h"

namespace riskmap {

namespace {
constexpr std::chrono::days time_to_answer{21};

struct Letter {
  std::string number, key;  // key: as an answer names it
  Date sent{};
  std::string from, to;  // names
};

class LetterBook {
 public:
  explicit LetterBook(const SampleFacts& facts) : facts_{facts} {}

  void take(const SampleIssue& issue, const SampleMeasure& measure) {
    const auto addressee = issue.forwarded_to.empty() ? issue.responsible : issue.forwarded_to;
    const bool was_sent = measure.status == MeasureStatus::done || measure.status == MeasureStatus::in_progress;
    if (measure.kind != "LETTER" || !was_sent || !measure.start_on || addressee.empty()) return;
    if (measure.executor.empty() || measure.executor == addressee) return;
    const auto letter = send(issue, measure, addressee);
    if (measure.done_on && *measure.done_on > letter.sent) answer(issue, letter, *measure.done_on);
  }
  [[nodiscard]] SampleTable table() && { return std::move(table_); }

 private:
  Letter send(const SampleIssue& issue, const SampleMeasure& measure, const std::string& addressee) {
    Letter letter{.number = fmt::format("03-14/{}", ++sent_),
                  .key = {},
                  .sent = *measure.start_on,
                  .from = facts_.party(measure.executor).names.kk,
                  .to = facts_.party(addressee).names.kk};
    letter.key = letter.number + "/" + iso_date(letter.sent);
    table_.rows.push_back({"issue", issue.reg_no, "LETTER_OUT", letter.number, iso_date(letter.sent), letter.from,
                           letter.to, iso_date(on_a_workday(letter.sent + time_to_answer)), "", measure.text});
    return letter;
  }

  void answer(const SampleIssue& issue, const Letter& letter, Date day) {
    SampleRandom random{"answer/" + letter.number};
    const Wording words{"Хат қаралды, сұралған жұмыс жоспарға енгізілді (үлгі)",
                        "Письмо рассмотрено, работа включена в план (образец)"};
    table_.rows.push_back({"issue", issue.reg_no, "LETTER_IN",
                           fmt::format("{}-{}", random.between(1, 9), random.between(100, 999)), iso_date(day),
                           letter.to, letter.from, "", letter.key,
                           words.in(language_of(issue.lang).value_or(Language::kk))});
  }

  const SampleFacts& facts_;
  int sent_ = 0;
  SampleTable table_{
      "documents.csv",
      {"owner_entity", "owner", "kind", "number", "dated_on", "from_party", "to_party", "due_on", "answers", "note"},
      {}};
};
}  // namespace

SampleTable document_table(const SampleFacts& facts, const std::vector<SampleIssue>& issues) {
  LetterBook letters{facts};
  for (const auto& issue : issues)
    for (const auto& measure : issue.measures) letters.take(issue, measure);
  return std::move(letters).table();
}

}  // namespace riskmap
