// The order in which the sample's files are made.
#include "layers/exchange/sample.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <system_error>

#include "layers/exchange/sample_appeals.h"
#include "layers/exchange/sample_documents.h"
#include "layers/exchange/sample_facts.h"
#include "layers/exchange/sample_places.h"
#include "layers/exchange/sample_records.h"

namespace riskmap {

namespace {
// Facts are kept by hand and handed on as they are.
constexpr std::array facts_files = {"settlements.csv", "areas.csv", "categories.csv", "indicators.csv", "meta.csv"};

Result<void> copy_facts(const std::filesystem::path& from, const std::filesystem::path& to) {
  std::error_code code;
  std::filesystem::create_directories(to, code);
  if (code) return fail(ErrorCode::access, code.message(), to.string());
  if (std::filesystem::equivalent(from, to, code)) return {};
  for (const auto* file : facts_files) {
    std::filesystem::copy_file(from / file, to / file, std::filesystem::copy_options::overwrite_existing, code);
    if (code) return fail(ErrorCode::io, code.message(), (to / file).string());
  }
  return {};
}

// The list of programmes is written by hand with semicolons; the sample has commas throughout.
Result<SampleTable> programme_table(const std::filesystem::path& wording) {
  const auto programmes = read_csv_file(wording / "programmes.csv");
  if (!programmes) return std::unexpected{programmes.error()};
  SampleTable table{"programmes.csv", programmes->header, {}};
  for (const auto& record : programmes->records) table.rows.push_back(record.cells);
  return table;
}
}  // namespace

Result<void> make_sample(const std::filesystem::path& facts_in_data_folder, const std::filesystem::path& out) {
  const auto facts = SampleFacts::read(facts_in_data_folder);
  if (!facts) return std::unexpected{facts.error()};
  if (auto copied = copy_facts(facts_in_data_folder, out); !copied) return copied;
  const auto programmes = programme_table(facts_in_data_folder / "sample");
  if (!programmes) return std::unexpected{programmes.error()};

  auto issues = sample_problems(*facts);
  auto stories = sample_stories(*facts);
  std::ranges::move(stories, std::back_inserter(issues));
  number_by_day(issues);
  const auto records = record_tables(*facts, issues, sample_aid(*facts));
  auto tables = appeal_tables(*facts, issues);
  for (const auto& table : {*programmes, party_table(*facts), party_area_table(*facts), indicator_value_table(*facts),
                            records.issues, records.issue_places, records.measures, document_table(*facts, issues)})
    tables.push_back(table);
  for (const auto& table : tables)
    if (auto written = write_table(table, out); !written) return written;
  return write_shapes(*facts, out);
}

}  // namespace riskmap
