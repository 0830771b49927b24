// Numbers and dates through ICU; one set of formatters per thread and language, because ICU's are not shared safely.
#include "layers/text/format.h"

#include <fmt/format.h>
#include <unicode/dcfmtsym.h>
#include <unicode/decimfmt.h>
#include <unicode/numfmt.h>
#include <unicode/smpdtfmt.h>

#include <array>
#include <cmath>
#include <memory>

#include "layers/core/contract.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
constexpr const char* no_break_space = "\u00A0";

std::string to_utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

// ICU has a hyphen for our languages.
void write_true_minus(icu::NumberFormat& format) {
  auto* const decimals = dynamic_cast<icu::DecimalFormat*>(&format);
  RISKMAP_REQUIRE(decimals != nullptr);
  icu::DecimalFormatSymbols symbols{*decimals->getDecimalFormatSymbols()};
  symbols.setSymbol(icu::DecimalFormatSymbols::kMinusSignSymbol, icu::UnicodeString::fromUTF8("−"));
  decimals->setDecimalFormatSymbols(symbols);
}

icu::NumberFormat& number_format() {
  thread_local std::array<std::unique_ptr<icu::NumberFormat>, 3> formats;
  auto& format = formats[static_cast<std::size_t>(language())];
  if (!format) {
    UErrorCode status = U_ZERO_ERROR;
    format.reset(icu::NumberFormat::createInstance(icu::Locale{std::string{code_of(language())}.c_str()}, status));
    RISKMAP_REQUIRE(U_SUCCESS(status));
    format->setRoundingMode(icu::NumberFormat::kRoundHalfUp);
    write_true_minus(*format);
  }
  return *format;
}

std::string month_text(Date day, const char* pattern) {
  UErrorCode status = U_ZERO_ERROR;
  icu::SimpleDateFormat format{icu::UnicodeString::fromUTF8(pattern),
                               icu::Locale{std::string{code_of(language())}.c_str()}, status};
  RISKMAP_REQUIRE(U_SUCCESS(status));
  format.setTimeZone(*icu::TimeZone::getGMT());
  icu::UnicodeString out;
  return to_utf8(format.format(static_cast<UDate>(day.time_since_epoch().count()) * 86400e3, out));
}

std::string with_unit(double value, int max_decimals, const std::string& unit) {
  return format_number(value, max_decimals) + no_break_space + unit;
}
}  // namespace

std::string format_integer(std::int64_t value) {
  icu::UnicodeString out;
  auto& format = number_format();
  format.setMaximumFractionDigits(0);
  return to_utf8(format.format(value, out));
}

std::string format_number(double value, int max_decimals) {
  if (!std::isfinite(value)) return "–";
  icu::UnicodeString out;
  auto& format = number_format();
  format.setMinimumFractionDigits(0);
  format.setMaximumFractionDigits(max_decimals);
  const double scale = std::pow(10.0, max_decimals);
  const double rounded = std::round(value * scale) / scale;
  return to_utf8(format.format(rounded == 0 ? 0.0 : value, out));  // never "-0"
}

std::string format_date(Date day) {
  const std::chrono::year_month_day date{day};
  if (language() == Language::en)
    return fmt::format("{}{}{}", static_cast<unsigned>(date.day()), no_break_space, month_text(day, "MMM\u00A0yyyy"));
  return fmt::format("{:02}.{:02}.{:04}", static_cast<unsigned>(date.day()), static_cast<unsigned>(date.month()),
                     static_cast<int>(date.year()));
}

std::string format_month(Date day) {
  return month_text(day, "LLLL\u00A0yyyy");
}

std::string format_money_exact(std::int64_t tenge) {
  return format_integer(tenge) + no_break_space + "₸";
}

std::string format_money(std::int64_t tenge) {
  const auto amount = static_cast<double>(tenge);
  if (std::abs(amount) >= 1e9) return with_unit(amount / 1e9, 1, trc("money", "bn")) + no_break_space + "₸";
  if (std::abs(amount) >= 1e6) return with_unit(amount / 1e6, 1, trc("money", "m")) + no_break_space + "₸";
  return format_money_exact(tenge);
}

std::string format_length(double metres) {
  return metres < 1000 ? with_unit(metres, 0, tr("m")) : with_unit(metres / 1000, metres < 100e3 ? 2 : 1, tr("km"));
}

std::string format_area(double square_metres) {
  if (square_metres < 1e4) return with_unit(square_metres, 0, tr("m²"));
  if (square_metres < 1e6) return with_unit(square_metres / 1e4, 2, tr("ha"));
  return with_unit(square_metres / 1e6, 2, tr("km²"));
}

std::string format_lonlat(LonLat place) {
  const auto degrees = [](double value) {
    auto& format = number_format();
    format.setMinimumFractionDigits(4);
    format.setMaximumFractionDigits(4);
    icu::UnicodeString out;
    auto text = to_utf8(format.format(std::abs(value), out));
    format.setMinimumFractionDigits(0);
    return text + "°";
  };
  return degrees(place.lat) + no_break_space + (place.lat < 0 ? trc("compass", "S") : trc("compass", "N")) + " " +
         degrees(place.lon) + no_break_space + (place.lon < 0 ? trc("compass", "W") : trc("compass", "E"));
}

std::string format_angle(double degrees, Axis axis) {
  const auto seconds = std::llround(std::abs(degrees) * 3600);
  auto text = fmt::format("{}°", seconds / 3600);
  if (seconds % 3600 != 0) text += fmt::format("{:02}′", seconds / 60 % 60);
  if (seconds % 60 != 0) text += fmt::format("{:02}″", seconds % 60);
  const bool is_negative = degrees < 0 && seconds != 0;
  const auto letter = axis == Axis::latitude ? (is_negative ? trc("compass", "S") : trc("compass", "N"))
                                             : (is_negative ? trc("compass", "W") : trc("compass", "E"));
  return text + no_break_space + letter;
}

std::string format_percent(double share) {
  return with_unit(share * 100, 0, "%");
}

}  // namespace riskmap
