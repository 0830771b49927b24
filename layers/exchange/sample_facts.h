// What the sample is made of: the district's facts and the wording of its problems, as read from data/tolebi.
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "layers/core/csv.h"
#include "layers/core/date.h"
#include "layers/core/language.h"

namespace riskmap {

struct SamplePlace {
  std::string kato;
  Names names;
  std::string rural_district;
  bool is_town = false;
  std::int64_t lon_e7 = 0, lat_e7 = 0;  // degrees × 10^7: whole numbers read and write the same everywhere
  int population = 0;
};

struct SampleCategory {
  std::string code;
  int default_days = 30;
  int sensitivity = 0;
  int count = 0;                         // problems of this kind in the sample
  std::string owner;                     // party key, or "akim", "primary" of the place
  std::string programme;                 // may be empty
  int first_month = 1, last_month = 12;  // when such problems come up; 10–2 goes over the new year
};

struct ProblemText {
  std::string category;
  Language language = Language::kk;
  std::string chain;
  int lowest_severity = 3, highest_severity = 3, lowest_likelihood = 5, highest_likelihood = 5;
  std::string scope;  // few, street, part, all: whom it concerns
  std::string title, description, result;
};

struct StepText {
  std::string kind, executor;
  int days = 10;
  int lowest_cost = 0, highest_cost = 0;  // thousand tenge; 0 = costs nothing
  std::vector<std::string> funding;
  std::string unit;  // of the people helped: PERSON, FAMILY, HOUSEHOLD or empty
  std::string text_kk, text_ru;
};

struct SampleParty {
  std::string key, kind, level;
  Names names;
  std::string constituency;
  std::vector<std::string> covers;  // area codes
};

struct Wording {
  std::string kk, ru;
  [[nodiscard]] const std::string& in(Language language) const { return language == Language::ru ? ru : kk; }
};

struct SampleFacts {
  Date today;
  std::string district;  // code
  std::vector<SamplePlace> places;
  std::map<std::string, Names> rural_districts;
  std::vector<SampleCategory> categories;  // those with problems, in the order of the mix
  std::vector<ProblemText> problems;
  std::map<std::string, std::vector<StepText>> chains;
  std::vector<SampleParty> parties;
  std::vector<Wording> streets;
  std::map<std::string, std::vector<Wording>, std::less<>> phrases;
  CsvTable stories, story_steps, unlinked;  // unlinked: appeals that no problem stands behind yet

  static Result<SampleFacts> read(const std::filesystem::path& folder);
  [[nodiscard]] const SampleParty& party(std::string_view key) const;
  [[nodiscard]] const SamplePlace* find_place(std::string_view kato) const;
};

// The cell of a named column; a column that is not there is a broken fact file.
std::string column_text(const CsvTable& table, const CsvRecord& record, std::string_view column);

}  // namespace riskmap
