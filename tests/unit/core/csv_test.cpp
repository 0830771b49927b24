// The CSV reader and writer, and the guess at an unknown encoding.
#include "layers/core/csv.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "layers/core/encoding_guess.h"

using namespace riskmap;

namespace {
using Cells = std::vector<std::string>;

CsvTable parsed(std::string_view text) {
  auto table = parse_csv(text);
  REQUIRE_MESSAGE(table, (table ? "" : table.error().detail));
  return *table;
}

// "Ел → the bytes of one encoding", by asking the decoder which byte makes each letter.
std::string encoded(std::string_view utf8, std::string_view encoding) {
  std::vector<std::string> letters(256);
  for (int byte = 0; byte < 256; ++byte)
    letters[static_cast<std::size_t>(byte)] = decode_text(std::string(1, static_cast<char>(byte)), encoding)->utf8;
  std::string out;
  for (std::size_t i = 0; i < utf8.size();) {
    std::size_t length = 1;
    while (i + length < utf8.size() && (static_cast<unsigned char>(utf8[i + length]) & 0xC0) == 0x80) ++length;
    for (std::size_t byte = 0; byte < 256; ++byte)
      if (letters[byte] == utf8.substr(i, length)) {
        out.push_back(static_cast<char>(byte));
        break;
      }
    i += length;
  }
  return out;
}

constexpr std::string_view kazakh =
    "Төле би ауданы бойынша әлеуметтік мәселелер: Ұзынарық ауылында ауыз су тапшылығы, жолдың нашарлығы, "
    "көше жарығының жоқтығы және мектептегі орын жетіспеушілігі туралы тұрғындардың өтініштері қаралды.";
}  // namespace

TEST_CASE("the separator is found: semicolon, comma or tab") {
  CHECK(parsed("a;b;c\n1,5;2;3\n").separator == ';');
  CHECK(parsed("a,b\n\"x;y\",2\n").separator == ',');
  CHECK(parsed("a\tb\n1\t2\n").separator == '\t');
  CHECK(parsed("only\nvalue\n").separator == ',');
  CHECK(parsed("sep=;\na;b\n1;2\n").records[0].line == 3);
}

TEST_CASE("separators inside quotes say nothing about the one between cells") {
  const auto table =
      parsed("\"name, of the place, kk\";\"note, ru\"\n\"Су, жол, жарық\";\"а; б, в\"\n1;\"x, \"\"y\"\", z\"\n");
  CHECK(table.separator == ';');
  REQUIRE(table.records.size() == 2);
  CHECK(table.records[0].cells == Cells{"Су, жол, жарық", "а; б, в"});
  CHECK(table.records[1].cells == Cells{"1", "x, \"y\", z"});
  CHECK(parsed("a,\"b;c;d\"\n\"1;2;3\",\"екі\nжол; үш; төрт\"\n").separator == ',');
  CHECK(parsed("a\t\"b,c\"\n\n\"1,2\"\t\"3,4,5\"\n").separator == '\t');
}

TEST_CASE("quoted cells keep separators, doubled quotes and line ends") {
  const auto table = parsed("name,note\n\"а, б\",\"екі\nжол\"\n\"ол \"\"иә\"\" деді\",соңы\n");
  REQUIRE(table.records.size() == 2);
  CHECK(table.records[0].cells == Cells{"а, б", "екі\nжол"});
  CHECK(table.records[1].cells == Cells{"ол \"иә\" деді", "соңы"});
}

TEST_CASE("every record knows the line it begins on") {
  const auto table = parsed("a,b\r\n\"1\r\n1\",2\r\n\r\n3,4\r\n5,6");
  REQUIRE(table.records.size() == 3);
  CHECK(table.records[0].line == 2);
  CHECK(table.records[1].line == 5);
  CHECK(table.records[2].line == 6);
}

TEST_CASE("a quote that is never closed is refused with the line where it opens") {
  const auto table = parse_csv("a,b\n1,2\n3,\"four\n5,6\n");
  REQUIRE(!table);
  CHECK(table.error().code == ErrorCode::table_format);
  CHECK(table.error().where == "3");
}

TEST_CASE("NUL bytes and files without a header are refused") {
  using namespace std::string_view_literals;
  CHECK(parse_csv("a,b\n1,\0\n"sv).error().where == "2");
  CHECK(parse_csv("").error().code == ErrorCode::table_format);
  CHECK(parse_csv("\n\n").error().code == ErrorCode::table_format);
}

TEST_CASE("a short record reads as empty cells and a long one keeps what it has") {
  const auto table = parsed("a,b,c\n1\n1,2,3,4\n");
  CHECK(CsvTable::cell(table.records[0], 2).empty());
  CHECK(table.records[1].cells.size() == 4);
  CHECK(table.find_column("c") == 2);
  CHECK(!table.find_column("d"));
}

TEST_CASE("what the writer writes the reader reads back") {
  const std::vector<Cells> rows = {{"a", "b"}, {"жай", "а,б"}, {"\"", "жол\nүзілді\r\n"}, {"", " бос орын "}};
  std::string text;
  for (const auto& row : rows) text += csv_line(row);
  const auto table = parsed(text);
  REQUIRE(table.records.size() == rows.size() - 1);
  for (std::size_t i = 1; i < rows.size(); ++i) CHECK(table.records[i - 1].cells == rows[i]);
}

TEST_CASE("a cell that would run as a formula gets an apostrophe, a number does not") {
  CHECK(csv_line(Cells{"=1+1", "-5", "+7 701", "@sum", "-2.5"}) == "'=1+1,-5,'+7 701,'@sum,-2.5\n");
  CHECK(csv_line(Cells{"\tx", "-", "+5,5"}, ';') == "'\tx;'-;+5,5\n");
  CHECK(csv_line(Cells{"-9.66e-05", "-1e+20", "-3E5"}) == "-9.66e-05,-1e+20,-3E5\n");
  CHECK(csv_line(Cells{"-1e+A1", "-e5", "-1e", "-1e-5e5"}) == "'-1e+A1,'-e5,'-1e,'-1e-5e5\n");
}

TEST_CASE("a file is read whatever its encoding, and missing or huge ones are refused") {
  const auto file = std::filesystem::temp_directory_path() / "riskmap_csv_test.csv";
  for (const auto encoding : {"RK1048", "PT154", "UTF-8"}) {
    const auto text = std::string{"name;text\n1;"} + std::string{kazakh} + "\n";
    std::ofstream{file, std::ios::binary}
        << (encoding == std::string{"UTF-8"} ? "\xEF\xBB\xBF" + text : encoded(text, encoding));
    const auto table = read_csv_file(file);
    REQUIRE(table);
    CHECK(table->encoding == encoding);
    CHECK(table->header[0] == "name");
    CHECK(table->records[0].cells[1] == kazakh);
  }
  CHECK(read_csv_file(file, {.encoding = {}, .separator = {}, .max_bytes = 10}).error().code == ErrorCode::too_large);
  std::filesystem::remove(file);
  CHECK(read_csv_file(file).error().code == ErrorCode::not_found);
}

TEST_CASE("short cuts of Kazakh text are recognised in every one-byte encoding") {
  std::mt19937 random{20260316};
  for (const auto encoding : {"RK1048", "PT154"}) {
    const auto bytes = encoded(kazakh, encoding);
    int right = 0;
    for (int i = 0; i < 200; ++i)
      right += guess_encoding(std::string_view{bytes}.substr(random() % (bytes.size() - 60), 60)) == encoding;
    CHECK_MESSAGE(right >= 198, encoding, " ", right);
  }
  const auto russian = encoded("Нет питьевой воды на улице Тереской, жители просят помощи", "CP866");
  CHECK(guess_encoding(russian) == "CP866");
}

TEST_CASE("UTF-16 is read with and without its mark, and broken bytes are refused") {
  using namespace std::string_view_literals;
  CHECK(decode_text("\xFF\xFE\x41\x04\x43\x04"sv)->utf8 == "су");
  CHECK(decode_text("a\0;\0b\0\n\0"sv)->utf8 == "a;b\n");
  CHECK(decode_text("\xD0"sv, "UTF-8").error().code == ErrorCode::encoding);
  CHECK(decode_text("x", "EBCDIC").error().code == ErrorCode::encoding);
  CHECK(decode_text("\xF1\xF3", "windows-1251")->utf8 == "су");
}
