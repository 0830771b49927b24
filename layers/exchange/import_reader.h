// One row of a foreign table read as a problem of the register, with everything that was found on the way.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "layers/core/date.h"
#include "layers/exchange/import_columns.h"
#include "layers/exchange/import_findings.h"
#include "layers/exchange/import_places.h"
#include "layers/exchange/import_table.h"
#include "layers/exchange/import_values.h"
#include "layers/exchange/import_words.h"
#include "layers/model/edit.h"
#include "layers/model/register_snapshot.h"

namespace riskmap {

// What all rows share; it must outlive their readers.
struct ImportSource {
  const RegisterSnapshot& snapshot;
  const ImportTable& table;
  const ImportMapping& mapping;
  Date today;
  std::vector<DateRules> dates;  // one for each column: what its own values prove about it

  ImportSource(const RegisterSnapshot& register_snapshot, const ImportTable& read_table,
               const ImportMapping& column_mapping, Date today_is);
};

struct ReadRow {
  const ImportRow* row = nullptr;
  bool is_passed_over = false;  // empty, a total, the header again
  std::string uuid;             // as the file gives it
  Fields given;                 // of the problem, as the row says
  Change issue;                 // an added problem, with its defaults
  std::optional<Change> measure{};
  std::string words;  // of every cell that is taken, joined: equal for the same row twice
  std::vector<ImportProblem> problems{};

  [[nodiscard]] bool is_refused() const;
};

// Remembers places and words, so one reader belongs to one thread.
class ImportReader {
 public:
  explicit ImportReader(const ImportSource& source);
  ReadRow read(const ImportRow& row);

 private:
  struct Reading;  // of one row
  bool takes_shape(Reading& reading) const;
  void clean_cells(Reading& reading) const;
  bool passes_over(Reading& reading) const;
  void read_fields(Reading& reading);
  void read_field(Reading& reading, std::size_t column);
  void read_date_cell(Reading& reading, std::size_t column) const;
  void read_number_cell(Reading& reading, std::size_t column) const;
  void read_word_cell(Reading& reading, std::size_t column);
  void read_place(Reading& reading);
  void read_point(Reading& reading) const;
  void read_category(Reading& reading) const;
  void read_state(Reading& reading) const;
  void examine_texts(Reading& reading) const;
  void read_measure(Reading& reading) const;
  void apply_rules(Reading& reading, const Change& change, std::string_view prefix) const;

  [[nodiscard]] std::optional<std::size_t> column_of(std::string_view field) const;

  const ImportSource& source_;
  PlaceFinder places_;
  WordFinder words_;
  PointReader points_;
  std::vector<const ImportField*> fields_;  // of each column; null = passed over
  std::map<std::string_view, std::size_t> columns_;
};

}  // namespace riskmap
