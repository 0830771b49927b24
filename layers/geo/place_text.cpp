// A text is cut into numbers and words; degrees are put together from numbers up to a letter or the next mark of
// degrees, metres are told by their size.
#include "layers/geo/place_text.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "layers/core/text.h"
#include "layers/geo/geodesic.h"
#include "layers/geo/projection.h"

namespace riskmap {

namespace {

enum class Mark { none, degrees, minutes, seconds };
enum class Axis { unknown, latitude, longitude };

struct Number {
  double value = 0;
  Mark mark = Mark::none;
};
struct Word {
  Axis axis = Axis::unknown;
  int sign = 0;  // of a hemisphere; 0 = the axis only
};
// A number or, when it has none, a word.
struct Token {
  std::optional<Number> number;
  Word word{};
};
using Tokens = std::vector<Token>;

constexpr std::array<std::pair<std::string_view, std::string_view>, 17> plain_signs = {{{"°", "d"},
                                                                                        {"º", "d"},
                                                                                        {"˚", "d"},
                                                                                        {"′", "'"},
                                                                                        {"’", "'"},
                                                                                        {"‘", "'"},
                                                                                        {"´", "'"},
                                                                                        {"″", "\""},
                                                                                        {"”", "\""},
                                                                                        {"“", "\""},
                                                                                        {"»", "\""},
                                                                                        {"''", "\""},
                                                                                        {"−", "-"},
                                                                                        {"–", "-"},
                                                                                        {"\u00a0", ""},
                                                                                        {"\u202f", ""},
                                                                                        {"\u2009", ""}}};

// Marks as single bytes, numbers without the narrow spaces between their thousands.
std::string with_plain_signs(std::string_view text) {
  std::string out = lower_case(trimmed(text));
  for (const auto& [sign, plain] : plain_signs)
    for (auto at = out.find(sign); at != out.npos; at = out.find(sign, at + plain.size()))
      out.replace(at, sign.size(), plain);
  return out;
}

// In three languages, "с.ш." and "ш.б." without their dots.
std::optional<Word> word_of(std::string_view word) {
  struct Spellings {
    std::string_view words;  // each between two spaces
    Word meaning;
  };
  constexpr std::array<Spellings, 6> known = {{{" lat latitude ендік широта ", {Axis::latitude, 0}},
                                               {" lon lng long longitude бойлық долгота ", {Axis::longitude, 0}},
                                               {" n north с сш се ", {Axis::latitude, 1}},
                                               {" s south ю юш о ое ", {Axis::latitude, -1}},
                                               {" e east в вд ш шб ", {Axis::longitude, 1}},
                                               {" w west з зд б бб ", {Axis::longitude, -1}}}};
  std::string spelling{word};
  std::erase(spelling, '.');
  for (const auto& [words, meaning] : known)
    if (words.find(" " + spelling + " ") != words.npos) return meaning;
  return std::nullopt;
}

bool is_letter(char byte) {
  return (byte >= 'a' && byte <= 'z') || static_cast<unsigned char>(byte) >= 0x80;
}

bool is_digit(char byte) {
  return byte >= '0' && byte <= '9';
}

// The number at the start of `rest`, with its mark; both are taken off.
std::optional<Number> take_number(std::string_view& rest, bool has_decimal_commas) {
  std::size_t length = rest.starts_with('-') || rest.starts_with('+') ? 1 : 0;
  std::string digits = rest.starts_with('-') ? "-" : "";
  bool has_point = false;
  for (; length < rest.size(); ++length) {
    const bool is_point = !has_point && (rest[length] == '.' || (has_decimal_commas && rest[length] == ',')) &&
                          length + 1 < rest.size() && is_digit(rest[length + 1]);
    if (!is_digit(rest[length]) && !is_point) break;
    has_point = has_point || is_point;
    digits += is_point ? '.' : rest[length];
  }
  Number number;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), number.value);
  if (problem != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  rest.remove_prefix(length);
  if (rest.empty()) return number;
  number.mark = rest[0] == 'd'    ? Mark::degrees
                : rest[0] == '\'' ? Mark::minutes
                : rest[0] == '"'  ? Mark::seconds
                                  : Mark::none;
  if (number.mark != Mark::none) rest.remove_prefix(1);
  return number;
}

// Nothing when something else stands in the text.
std::optional<Tokens> tokens_of(std::string_view rest, bool has_decimal_commas) {
  Tokens tokens;
  while (!rest.empty()) {
    const char first = rest[0];
    if (std::string_view{" \t\n\r,;/():=&"}.find(first) != std::string_view::npos) {
      rest.remove_prefix(1);
    } else if (is_letter(first)) {
      std::size_t length = 1;
      while (length < rest.size() && (is_letter(rest[length]) || rest[length] == '.')) ++length;
      const auto word = word_of(rest.substr(0, length));
      if (!word) return std::nullopt;
      tokens.push_back({std::nullopt, *word});
      rest.remove_prefix(length);
    } else if (const auto number = take_number(rest, has_decimal_commas)) {
      tokens.push_back({number, {}});
    } else {
      return std::nullopt;
    }
  }
  return tokens;
}

struct Angle {
  double degrees = 0;
  Axis axis = Axis::unknown;
};

// Degrees, minutes, seconds; only the last may have a fraction, minutes and seconds stay below 60.
std::optional<double> degrees_of(const std::vector<Number>& parts) {
  if (parts.empty() || parts.size() > 3) return std::nullopt;
  double sum = 0, unit = 1;
  for (std::size_t i = 0; i < parts.size(); ++i, unit *= 60) {
    const double value = std::abs(parts[i].value);
    const bool is_last = i + 1 == parts.size();
    if ((i > 0 && (value >= 60 || std::signbit(parts[i].value))) || (!is_last && value != std::floor(value)))
      return std::nullopt;
    if (parts[i].mark != Mark::none && static_cast<std::size_t>(parts[i].mark) != i + 1) return std::nullopt;
    sum += value / unit;
  }
  return std::signbit(parts[0].value) ? -sum : sum;
}

// How many bare numbers make an angle, when neither marks nor letters say it: two, four or six stand for two angles.
std::size_t bare_parts(const Tokens& tokens) {
  for (const auto& token : tokens)
    if (!token.number || token.number->mark != Mark::none) return 3;
  return tokens.size() % 2 == 0 && tokens.size() <= 6 ? tokens.size() / 2 : 0;
}

// Letters stand before their angles or behind them, as the first token tells.
std::optional<std::vector<Angle>> angles_of(const Tokens& tokens) {
  const std::size_t most = bare_parts(tokens);
  const bool has_words_first = !tokens.empty() && !tokens[0].number;
  std::vector<Angle> angles;
  std::vector<Number> parts;
  std::optional<Word> word;
  const auto finish = [&] {
    auto degrees = degrees_of(parts);
    if (!degrees || (word && word->sign != 0 && *degrees < 0)) return false;
    if (word && word->sign < 0) degrees = -*degrees;
    angles.push_back({*degrees, word ? word->axis : Axis::unknown});
    parts.clear(), word.reset();
    return true;
  };
  for (const auto& token : tokens) {
    const bool begins = token.number ? !parts.empty() && (token.number->mark == Mark::degrees || parts.size() == most)
                                     : has_words_first && !parts.empty();
    if (begins && !finish()) return std::nullopt;
    if (token.number) {
      parts.push_back(*token.number);
      continue;
    }
    if (word) return std::nullopt;
    word = token.word;
    if (!has_words_first && !finish()) return std::nullopt;
  }
  if (!parts.empty() && !finish()) return std::nullopt;
  return word ? std::nullopt : std::optional{angles};
}

bool is_on_earth(LonLat place) {
  return std::isfinite(place.lon) && std::isfinite(place.lat) && std::abs(place.lon) <= 180 &&
         std::abs(place.lat) <= 90;
}

// Keeps the candidate that lies nearest to where the person is looking.
class Nearest {
 public:
  explicit Nearest(LonLat near) : near_(near) {}
  void offer(PlaceText candidate) {
    if (!is_on_earth(candidate.place)) return;
    const double metres = geodesic_metres(near_, candidate.place);
    if (metres < metres_) metres_ = metres, best_ = std::move(candidate);
  }
  [[nodiscard]] std::optional<PlaceText> best() const { return best_; }

 private:
  LonLat near_;
  double metres_ = std::numeric_limits<double>::infinity();
  std::optional<PlaceText> best_;
};

std::optional<PlaceText> place_of_angles(const std::vector<Angle>& angles, LonLat near) {
  if (angles.size() != 2) return std::nullopt;
  const auto& [a, b] = std::pair{angles[0], angles[1]};
  Nearest nearest{near};
  if (a.axis != Axis::longitude && b.axis != Axis::latitude)
    nearest.offer({{b.degrees, a.degrees}, PlaceText::Order::latitude_first});
  if (a.axis != Axis::latitude && b.axis != Axis::longitude)
    nearest.offer({{a.degrees, b.degrees}, PlaceText::Order::longitude_first});
  return nearest.best();
}

std::optional<PlaceText> place_of_degrees(std::string_view text, LonLat near) {
  // A comma parts two numbers or is a decimal one; where both can be meant, "42,69", it parts them.
  for (const bool has_decimal_commas : {false, true}) {
    const auto tokens = tokens_of(text, has_decimal_commas);
    const auto angles = tokens ? angles_of(*tokens) : std::nullopt;
    if (const auto place = angles ? place_of_angles(*angles, near) : std::nullopt) return place;
  }
  return std::nullopt;
}

// In either order of the numbers.
void offer_metres(Nearest& nearest, const std::string& crs, std::pair<double, double> numbers) {
  const auto projection = Projection::between("EPSG:4326", crs);
  if (!projection) return;
  for (const auto& [x, y] : {numbers, std::pair{numbers.second, numbers.first}}) {
    const auto place = projection->inverse(MapPoint{x, y});
    // What lies outside the system's own lands comes back somewhere else.
    const auto again = projection->forward(place);
    if (is_on_earth(place) && std::hypot(again.x - x, again.y - y) < 1)
      nearest.offer({place, PlaceText::Order::metres, crs});
  }
}

std::optional<std::pair<double, double>> two_numbers(std::string_view text) {
  for (const bool has_decimal_commas : {false, true}) {
    const auto tokens = tokens_of(text, has_decimal_commas);
    if (tokens && tokens->size() == 2 && tokens->front().number && tokens->back().number)
      return std::pair{tokens->front().number->value, tokens->back().number->value};
  }
  return std::nullopt;
}

// Too large to be degrees.
std::optional<std::pair<double, double>> two_metres(std::string_view text) {
  constexpr double least = 1000;
  const auto numbers = two_numbers(text);
  return numbers && numbers->first >= least && numbers->second >= least ? numbers : std::nullopt;
}

// "epsg:32642 572000 4670000"
std::optional<PlaceText> place_of_named_crs(std::string_view text, LonLat near) {
  if (!text.starts_with("epsg:")) return std::nullopt;
  const auto end = text.find_first_not_of("0123456789", 5);
  const auto numbers = end == text.npos ? std::nullopt : two_numbers(text.substr(end));
  const std::string crs = "EPSG:" + std::string{text.substr(5, end - 5)};
  if (!numbers || is_geographic_crs(crs)) return std::nullopt;
  Nearest nearest{near};
  offer_metres(nearest, crs, *numbers);
  return nearest.best();
}

// The zone before the metres: "42n", "42t"; the letter is a hemisphere or a band of the military grid.
std::optional<PlaceText> place_of_zone(std::string_view text, LonLat near) {
  int zone = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), zone);
  const auto length = static_cast<std::size_t>(end - text.data());
  if (problem != std::errc{} || zone < 1 || zone > 60 || length + 1 >= text.size()) return std::nullopt;
  const char letter = text[length];
  if (letter < 'c' || letter > 'x' || letter == 'i' || letter == 'o') return std::nullopt;
  const auto numbers = two_metres(text.substr(length + 1));
  if (!numbers) return std::nullopt;
  Nearest nearest{near};
  if (letter >= 'n') offer_metres(nearest, fmt::format("EPSG:{}", 32600 + zone), *numbers);
  if (letter < 'n' || letter == 's') offer_metres(nearest, fmt::format("EPSG:{}", 32700 + zone), *numbers);
  return nearest.best();
}

// Metres without a zone are UTM's here; an easting beyond a million begins with the zone of Gauss–Krüger.
std::optional<PlaceText> place_of_metres(std::string_view text, LonLat near) {
  constexpr double million = 1e6;
  const auto numbers = two_metres(text);
  if (!numbers) return std::nullopt;
  Nearest nearest{near};
  offer_metres(nearest, utm_of(near), *numbers);
  for (const double number : {numbers->first, numbers->second})
    if (const int zone = static_cast<int>(number / million); zone >= 2 && zone <= 32)
      offer_metres(nearest, fmt::format("EPSG:{}", 28400 + zone), *numbers);
  return nearest.best();
}

}  // namespace

std::optional<PlaceText> place_in(std::string_view text, LonLat near) {
  constexpr std::size_t longest = 200;
  if (text.size() > longest || !is_valid_utf8(text)) return std::nullopt;
  const std::string plain = with_plain_signs(text);
  std::string_view rest = plain;
  if (rest.starts_with("geo:")) return place_of_degrees(rest.substr(4, rest.find_first_of(";?") - 4), near);
  for (const auto read : {place_of_named_crs, place_of_zone, place_of_metres, place_of_degrees})
    if (auto place = read(rest, near)) return place;
  return std::nullopt;
}

}  // namespace riskmap
