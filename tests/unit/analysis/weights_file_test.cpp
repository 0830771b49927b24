#include <doctest/doctest.h>
#include <stdlib.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "layers/analysis/weighed_places.h"
#include "layers/analysis/weights_choice.h"
#include "layers/analysis/weights_file.h"

namespace riskmap {

namespace {
namespace fs = std::filesystem;

class WeightsFolder {
 public:
  WeightsFolder() {
    std::string name = (fs::temp_directory_path() / "riskmap-weights-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~WeightsFolder() { fs::remove_all(path_); }
  WeightsFolder(const WeightsFolder&) = delete;
  WeightsFolder& operator=(const WeightsFolder&) = delete;
  [[nodiscard]] fs::path write(const std::string& name, const std::string& text) const {
    std::ofstream{path_ / name} << text;
    return path_ / name;
  }

 private:
  fs::path path_;
};

const Neighbours chain = neighbours_from(3, {{0, 1}, {1, 0}, {1, 2}});
const RowNames numbered{{"1", "2", "3"}, {}};

Error refusal(const std::string& name, const std::string& text, const RowNames& names = numbered) {
  const WeightsFolder folder;
  const auto read = read_weights_file(folder.write(name, text), names);
  REQUIRE_FALSE(read);
  return read.error();
}
}  // namespace

TEST_CASE("neighbours that were written are read as they were, in every format") {
  const WeightsFolder folder;
  for (const std::string name : {"a.gal", "a.gwt", "a.csv"}) {
    CAPTURE(name);
    std::ostringstream out;
    write_weights(out, *weights_format_of(name), chain, numbered.ids, [](std::size_t, std::size_t) { return 1.5; });
    const auto read = read_weights_file(folder.write(name, out.str()), numbered);
    REQUIRE(read);
    CHECK(*read == chain);
  }
}

TEST_CASE("ids come from the field that a file names, where the layer has it") {
  const WeightsFolder folder;
  RowNames names = numbered;
  names.of_field = [](std::string_view field) -> std::optional<std::vector<std::string>> {
    if (field != "CODE") return std::nullopt;
    return std::vector<std::string>{"30", "20", "10"};
  };
  const auto by_code =
      read_weights_file(folder.write("a.gal", "0 3 layer CODE\n30 1\n20\n20 2\n30 10\n10 0\n\n"), names);
  REQUIRE(by_code);
  CHECK(*by_code == chain);
  const auto by_row = read_weights_file(folder.write("b.gal", "0 3 layer rid\n1 1\n2\n2 2\n1 3\n3 0\n"), names);
  REQUIRE(by_row);
  CHECK(*by_row == chain);
  const auto old_header = read_weights_file(folder.write("c.gal", "3\n1 1\n2\n2 2\n1 3\n3 0\n"), names);
  REQUIRE(old_header);
  CHECK(*old_header == chain);
}

TEST_CASE("ids that name several rows, or come from a field that is not there, are refused") {
  RowNames names = numbered;
  names.of_field = [](std::string_view field) -> std::optional<std::vector<std::string>> {
    if (field != "CODE") return std::nullopt;
    return std::vector<std::string>{"30", "20", "20"};
  };
  CHECK(refusal("a.gal", "0 3 layer CODE\n30 1\n20\n", names).detail == "several rows have this id");
  CHECK(refusal("a.gal", "0 3 layer CODE\n30 1\n20\n", names).where.ends_with("a.gal: line 3"));
  CHECK(refusal("a.gal", "0 3 layer POLYID\n1 1\n2\n", names).code == ErrorCode::unknown_field);
  CHECK(refusal("a.gwt", "0 3 layer POLYID\n1 2 1.5\n", names).code == ErrorCode::unknown_field);
}

TEST_CASE("a byte order mark is no part of a file of neighbours") {
  const WeightsFolder folder;
  const auto read = read_weights_file(folder.write("a.gal",
                                                   "\xEF\xBB\xBF"
                                                   "3\n1 1\n2\n2 2\n1 3\n3 0\n"),
                                      numbered);
  REQUIRE(read);
  CHECK(*read == chain);
}

TEST_CASE("a file of neighbours that contradicts itself is not mended by guesses") {
  CHECK(refusal("a.csv", "id,count,neighbours\n1,2,2\n").where.ends_with("a.csv: line 2"));
  CHECK(refusal("a.csv", "id,count,neighbours\n1,2,2\n").detail.starts_with("the count is not"));
  CHECK(refusal("a.csv", "id,count,neighbours\n1,2,2 2\n").detail == "this neighbour is named twice");
  CHECK(refusal("a.csv", "id,neighbours\n1,2\n1,3\n").detail.starts_with("this row stands twice"));
  CHECK(refusal("a.gal", "3\n1 2\n2 2\n").detail == "this neighbour is named twice");
  CHECK(refusal("a.gal", "3\n1 1\n2\n1 1\n3\n").detail.starts_with("this row stands twice"));
  CHECK(refusal("a.gwt", "3\n1 2 1.5\n1 2 1.5\n").detail == "this neighbour is named twice");
  for (const auto* distance : {"-1", "nan", "inf", "far"})
    CHECK(refusal("a.gwt", "3\n1 2 " + std::string{distance} + "\n").detail == "a distance is a number from 0");
}

TEST_CASE("what is wrong with a file of neighbours is told with its line") {
  CHECK(refusal("a.gal", "0 3 layer rid\n1 1\n7\n").code == ErrorCode::code_unknown);
  CHECK(refusal("a.gal", "0 3 layer rid\n1 1\n7\n").where.ends_with("a.gal: line 3"));
  CHECK(refusal("a.gal", "0 4 layer rid\n").detail.starts_with("neighbours of another layer"));
  CHECK(refusal("a.gal", "0 3 layer rid\n1 5\n2\n").where.ends_with("line 2"));
  CHECK(refusal("a.gal", "0 3 layer rid\n1 99999999999999999999999\n2\n").code == ErrorCode::format);
  CHECK(refusal("a.gal", "").code == ErrorCode::format);
  CHECK(refusal("a.gwt", "0 3 layer rid\n1 2\n2 1 4\n").where.ends_with("line 2"));
  CHECK(refusal("a.csv", "id,near\n1,2\n").code == ErrorCode::column_missing);
  CHECK(refusal("a.csv", "id,neighbours\n1,2 9\n").where.ends_with("line 2"));
  CHECK(refusal("a.txt", "").code == ErrorCode::usage);
  CHECK(read_weights_file("/nowhere/a.gal", numbered).error().code == ErrorCode::not_found);
}

TEST_CASE("of few places fewer than half of the others are neighbours, three at least and six at most") {
  const auto fits = [](std::size_t known, std::size_t unknown) {
    Places places{.is_planar = true};
    for (std::size_t row = 0; row < known; ++row) places.x.push_back(static_cast<double>(row)), places.y.push_back(0);
    places.x.resize(known + unknown, std::nan("")), places.y.resize(known + unknown, std::nan(""));
    const auto choice = fitting_weights({}, places, true);
    CHECK(choice.kind == WeightsKind::nearest);
    return choice.count;
  };
  CHECK(fits(1, 0) == 3);
  CHECK(fits(9, 0) == 3);
  CHECK(fits(10, 0) == 4);
  CHECK(fits(13, 0) == 5);
  CHECK(fits(13, 40) == 5);
  CHECK(fits(14, 0) == 6);
  CHECK(fits(1000, 0) == 6);
}

TEST_CASE("a choice of weights reads and writes as on the command line") {
  for (const std::string text : {"queen", "rook", "knn:6", "knn:6:sym", "distance:15.5", "file:a b.gal"}) {
    const auto choice = weights_choice_from(text);
    REQUIRE(choice);
    CHECK(text_of(*choice) == text);
  }
  for (const std::string text : {"",           "bishop",      "knn",           "knn:",           "knn:0",
                                 "knn:-1",     "knn:2.5",     "knn:1001",      "knn:sym",        "knn::sym",
                                 "knn:6:",     "knn:6:all",   "knn:6:sym:sym", "queen:sym",      "distance:5:sym",
                                 "distance:0", "distance:-1", "distance:nan",  "distance:1e999", "distance:5km",
                                 "file:",      "queen:1"})
    CHECK(weights_choice_from(text).error().code == ErrorCode::usage);
}

}  // namespace riskmap
