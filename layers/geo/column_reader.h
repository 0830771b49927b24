// Collects the attributes of OGR features by column and settles each column's type at the end.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "layers/geo/encoding.h"
#include "layers/geo/feature_table.h"

class OGRFeature;
class OGRFeatureDefn;
class OGRFieldDefn;
struct sqlite3_stmt;
struct sqlite3_value;

namespace riskmap {

ColumnType column_type_of(const OGRFieldDefn& field);

class ColumnReader {
 public:
  ColumnReader(const OGRFeatureDefn& definition, std::size_t expected_rows);

  void add(const OGRFeature& feature);
  // What the rows of add_row are asked for, in this order.
  [[nodiscard]] std::vector<std::string> names() const;
  // The same from a row of SQLite whose values from the `first` on are those of names(), on a connection without a
  // mutex to a file in UTF-8. False when a value is not stored as its field's type is; the columns are of no use then.
  bool add_row(sqlite3_stmt* row, int first);
  // Lays the values of `next`, a reader of the same fields, behind these and leaves it empty. No add_row may have
  // failed.
  void append(ColumnReader& next);
  // Notes the binary fields and settles the columns.
  void finish(FeatureTable& table, EncodingRules rules);

 private:
  enum class Source { integer, integer64, real, text, date, date_time, time, list, binary };
  struct Field {
    int index = 0;
    Source source = Source::text;
    std::size_t column = 0;
  };
  static Source source_of(const OGRFieldDefn& field);
  void add_number(const OGRFeature& feature, Field& field, Column& column);
  static void add_text(const OGRFeature& feature, const Field& field, Column& column);
  static bool add_number_of(sqlite3_value* value, Source source, Column& column);
  bool add_text_of(sqlite3_value* value, Source source, Column& column);

  std::vector<Field> fields_;
  std::vector<Column> columns_;
  std::vector<std::string> binary_fields_;
  bool has_doubtful_text_ = false;  // or one that nobody has looked at
};

// Valid texts, trimmed names, numeric columns recognised, everything moved into the table; remarks are appended to its
// refusals.
void settle_columns(std::vector<Column> columns, FeatureTable& table, const EncodingRules& rules);

// A text column whose non-empty values all are plain numbers becomes numeric; codes with leading zeros, long digit
// strings and "1,234" (thousands or decimals?) keep it text.
void recognise_numbers(Column& column);

}  // namespace riskmap
