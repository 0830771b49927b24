#include "layers/store/pg_address.h"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <memory>

namespace riskmap {

namespace {
constexpr std::array<std::string_view, 2> schemes = {"postgresql://", "postgres://"};
constexpr std::array<std::string_view, 9> first_words = {"service", "host",    "hostaddr", "dbname",  "port",
                                                         "user",    "sslmode", "password", "passfile"};

struct FreeOptions {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

std::string value_of(const std::vector<std::pair<std::string, std::string>>& parts, std::string_view keyword) {
  const auto found = std::ranges::find(parts, keyword, &std::pair<std::string, std::string>::first);
  return found == parts.end() ? std::string{} : found->second;
}

// As much of a wrong address as can be shown.
std::string shown_part(std::string_view address) {
  for (const auto scheme : schemes)
    if (address.starts_with(scheme)) return std::string{scheme} + "…";
  return std::string{address.substr(0, address.find('='))} + "=…";
}
}  // namespace

bool is_register_address(std::string_view text) {
  if (std::ranges::any_of(schemes, [text](auto scheme) { return text.starts_with(scheme); })) return true;
  const auto equals = text.find('=');
  if (equals == std::string_view::npos) return false;
  const auto word = text.substr(0, text.find_first_of(" ="));
  return std::ranges::find(first_words, word) != first_words.end();
}

std::vector<std::pair<std::string, std::string>> address_parts(const std::string& address) {
  const std::unique_ptr<PQconninfoOption, FreeOptions> options{PQconninfoParse(address.c_str(), nullptr)};
  std::vector<std::pair<std::string, std::string>> parts;
  for (const auto* option = options.get(); option && option->keyword; ++option)
    if (option->val) parts.emplace_back(option->keyword, option->val);
  return parts;
}

Result<void> check_address(const std::string& address) {
  const auto parts = address_parts(address);
  if (parts.empty()) return fail(ErrorCode::usage, "the address of the server cannot be read", shown_part(address));
  for (const auto& [keyword, value] : parts)
    if (keyword == "password" || keyword == "sslpassword")
      return fail(ErrorCode::usage, "a password does not belong into an address", shown_part(address));
  return {};
}

std::string name_of_address(const std::string& address) {
  const auto parts = address_parts(address);
  const auto service = value_of(parts, "service"), database = value_of(parts, "dbname"), host = value_of(parts, "host");
  const auto name = !database.empty() ? database : !service.empty() ? service : std::string{"PostgreSQL"};
  return host.empty() ? name : fmt::format("{} ({})", name, host);
}

}  // namespace riskmap
