// What is read out of a message that somebody pasted.
#include "layers/exchange/pasted_message.h"

#include "layers/core/text.h"
#include "tests/unit/exchange/sample_register.h"

using namespace riskmap;
using namespace riskmap::sample;

namespace {
const RegisterSnapshot& district() {
  static const Snapshot snapshot = taken(taken(open_register(model_file(), OpenMode::read_only))->load());
  return *snapshot;
}
std::string value(const Fields& fields, const char* name) {
  return text_of(field(fields, name));
}
// "Қасқасу | utilities.water_drinking"
std::string place_and_category(const char* text) {
  const auto message = read_message(text, district());
  const Row row = district().find_settlement(value(message.appeal, "settlement"));
  return (row == no_row ? std::string{"—"} : district().settlements[row].names.kk) + " | " +
         value(message.appeal, "category");
}
}  // namespace

TEST_CASE("a place is known in Kazakh and Russian, with the endings of either") {
  CHECK(place_and_category("Қасқасу ауылында екі аптадан бері ауыз су жоқ.") == "Қасқасу | utilities.water_drinking");
  CHECK(place_and_category("Қасқасудағы көпір құлап қалды") == "Қасқасу | transport.bridge");
  CHECK(place_and_category("ЖОҒАРҒЫ КАСКАСУДА жарық өшіп қала береді") == "Жоғарғы Қасқасу | utilities.power_supply");
  CHECK(place_and_category("В селе Тасарык нет интернета уже месяц") == "Тасарық | digital.internet");
  CHECK(place_and_category("с. Мадени, сломан мост") == "Мәдени | transport.bridge");
  CHECK(place_and_category("У нас в Ленгере не вывозят мусор") == "Леңгір | utilities.waste");
}

TEST_CASE("a mixed message and a former name are understood") {
  CHECK(place_and_category("Саламатсыз ба! Тасарық ауылы, дорога разбита, жолды жөндеп беріңіздерші") ==
        "Тасарық | transport.road_access");
  CHECK(place_and_category("Бүргілік ауылында су тасқыны болды") == "Біркөлік | hazards.flood");
}

TEST_CASE("a name that two places share is taken only with its rural district") {
  CHECK(place_and_category("Қаратөбе ауылында ауыз су жоқ") == "— | utilities.water_drinking");
  const auto message = read_message("Қаратөбе ауылдық округі, Қаратөбе ауылында ауыз су жоқ", district());
  const Row row = district().find_settlement(value(message.appeal, "settlement"));
  REQUIRE(row != no_row);
  CHECK(district().settlements[row].kato == "615853400");
}

TEST_CASE("a street and a country are no villages; without a place and a category only the words are there") {
  CHECK(place_and_category("Достық көшесінде шұңқыр") == "— | ");
  CHECK(place_and_category("ул. Достык, вызовите специалиста") == "— | ");
  CHECK(place_and_category("Қазақстан Республикасының азаматы ретінде сұраймын") == "— | ");
  CHECK(place_and_category("Көмектесіңіздерші!") == "— | ");
  CHECK(read_message("  \n ", district()).appeal.empty());
}

TEST_CASE("who wrote it goes to the private part and leaves the words") {
  const auto message = read_message(
      "Құрметті әкім!\nҚасқасу ауылында ауыз су жоқ, тел. +7 (701) 555-12-34.\nҚұрметпен, Әлия Серікқызы\n"
      "aliya@mail.kz https://t.me/aliya",
      district());
  CHECK(value(message.applicant, "phone") == "+7 (701) 555-12-34");
  CHECK(value(message.applicant, "full_name") == "Әлия Серікқызы");
  CHECK(value(message.applicant, "email") == "aliya@mail.kz");
  CHECK(value(message.applicant, "link") == "https://t.me/aliya");
  const auto summary = value(message.appeal, "summary");
  CHECK(summary.find("ауыз су жоқ") != std::string::npos);
  for (const auto* left : {"555", "Әлия", "mail", "t.me"}) CHECK(summary.find(left) == std::string::npos);
}

TEST_CASE("a name is known by what stands before it and by a line of its own") {
  CHECK(value(read_message("Меня зовут Иван Петров, нет света в Тасарыке", district()).applicant, "full_name") ==
        "Иван Петров");
  CHECK(value(read_message("Меня зовут Иван Петров, нет света в Тасарыке", district()).appeal, "summary") ==
        "нет света в Тасарыке");
  CHECK(value(read_message("Менің атым Серік. Жол жаман", district()).applicant, "full_name") == "Серік");
  CHECK(value(read_message("Жарық жоқ\nАбаев Серік\n87015551234", district()).applicant, "full_name") == "Абаев Серік");
  CHECK(value(read_message("Қасқасу ауылында көпір құлады", district()).applicant, "full_name").empty());
}

TEST_CASE("years, sums and house numbers are no phones; an IIN and several phones leave the words") {
  const auto plain = read_message("2024 жылдан бері 15 000 000 теңге бөлінді, 12-үй", district());
  CHECK(plain.applicant.empty());
  CHECK(value(plain.appeal, "summary") == "2024 жылдан бері 15 000 000 теңге бөлінді, 12-үй");
  const auto numbers = read_message("Су жоқ. ЖСН 010203400123, 8 701 555 12 34 немесе 87770000000", district());
  CHECK(value(numbers.applicant, "iin") == "010203400123");
  CHECK(value(numbers.applicant, "phone") == "8 701 555 12 34");
  CHECK(value(numbers.appeal, "summary").find("777") == std::string::npos);
}

TEST_CASE("a megabyte of rubbish is survived, and what is kept of it fits the record") {
  std::string rubbish;
  unsigned seed = 7;
  while (rubbish.size() < 1 << 20) {
    seed = seed * 1664525U + 1013904223U;
    rubbish += static_cast<char>(seed >> 24U);
  }
  const auto message = read_message(rubbish, district());
  const auto summary = value(message.appeal, "summary");
  CHECK(is_valid_utf8(summary));
  CHECK(length_in_characters(summary) <= 2000);
  const auto digits = read_message(std::string(1 << 20, '7'), district());
  CHECK(length_in_characters(value(digits.appeal, "summary")) <= 2000);
}
