// The place a row means, from its code, its name and its rural district (`domain.md` §6, 6–8).
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "layers/exchange/import_findings.h"
#include "layers/model/register_snapshot.h"

namespace riskmap {

struct PlaceWords {
  std::string_view kato, name, rural_district;
};

struct PlaceAnswer {
  Row settlement = no_row;
  Row area = no_row;  // a rural district or the district, where no settlement is meant
  std::optional<Finding> finding{};
  std::string fixed{};   // what was taken, or what it could have been
  bool is_code = false;  // the finding is about the code
};

// Answers are remembered, so that a long table asks for each place once. One finder belongs to one thread.
class PlaceFinder {
 public:
  explicit PlaceFinder(const RegisterSnapshot& snapshot);
  const PlaceAnswer& find(const PlaceWords& words);

 private:
  [[nodiscard]] PlaceAnswer by_words(const PlaceWords& words) const;
  [[nodiscard]] PlaceAnswer by_code(std::string_view code) const;
  [[nodiscard]] PlaceAnswer by_name(std::string_view name, std::string_view rural_district) const;
  [[nodiscard]] PlaceAnswer nearest(const std::string& key, const std::vector<std::string>& districts) const;
  [[nodiscard]] PlaceAnswer chosen(std::vector<Row> candidates, const std::vector<std::string>& districts) const;
  [[nodiscard]] std::vector<std::string> districts_named(std::string_view text) const;
  [[nodiscard]] Row area_named(std::string_view text) const;
  [[nodiscard]] std::string labels_of(const std::vector<Row>& rows) const;

  const RegisterSnapshot& snapshot_;
  std::unordered_map<std::string, std::vector<Row>> settlements_;  // by the key of each of their names
  std::unordered_map<std::string, std::vector<Row>> areas_;        // rural districts and districts
  std::unordered_map<std::string, PlaceAnswer> answers_;
};

}  // namespace riskmap
