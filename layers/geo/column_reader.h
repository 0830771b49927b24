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

namespace riskmap {

ColumnType column_type_of(const OGRFieldDefn& field);

class ColumnReader {
 public:
  ColumnReader(const OGRFeatureDefn& definition, std::size_t expected_rows);

  void add(const OGRFeature& feature);
  // Notes the binary fields and settles the columns.
  void finish(FeatureTable& table, const EncodingRules& rules);

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

  std::vector<Field> fields_;
  std::vector<Column> columns_;
  std::vector<std::string> binary_fields_;
};

// Valid texts, trimmed names, numeric columns recognised, everything moved into the table; remarks are appended to its
// refusals.
void settle_columns(std::vector<Column> columns, FeatureTable& table, const EncodingRules& rules);

// A text column whose non-empty values all are plain numbers becomes numeric; codes with leading zeros, long digit
// strings and "1,234" (thousands or decimals?) keep it text.
void recognise_numbers(Column& column);

}  // namespace riskmap
