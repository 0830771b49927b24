#include "layers/model/checkout.h"

#include <charconv>

namespace riskmap {

namespace {
std::string text(const Meta& meta, std::string_view key) {
  const auto found = meta.find(key);
  return found == meta.end() ? std::string{} : found->second;
}

std::int64_t number(const Meta& meta, std::string_view key) {
  const auto words = text(meta, key);
  std::int64_t value = 0;
  std::from_chars(words.data(), words.data() + words.size(), value);
  return value;
}
}  // namespace

std::optional<Checkout> checkout_of(const Meta& meta) {
  if (!meta.contains("checkout_register")) return std::nullopt;
  return Checkout{.register_uuid = text(meta, "checkout_register"),
                  .register_name = text(meta, "checkout_name"),
                  .area = text(meta, "checkout_area"),
                  .at = text(meta, "checkout_at"),
                  .history = number(meta, "checkout_history"),
                  .has_applicants = number(meta, "checkout_has_applicants") != 0,
                  .newest_batch = text(meta, "checkout_newest_batch"),
                  .begun_batch = text(meta, "checkout_begun_batch"),
                  .begun_history = number(meta, "checkout_begun_history")};
}

Meta meta_of(const Checkout& checkout) {
  return {{"checkout_register", checkout.register_uuid},
          {"checkout_name", checkout.register_name},
          {"checkout_area", checkout.area},
          {"checkout_at", checkout.at},
          {"checkout_history", std::to_string(checkout.history)},
          {"checkout_has_applicants", checkout.has_applicants ? "1" : "0"},
          {"checkout_newest_batch", checkout.newest_batch},
          {"checkout_begun_batch", checkout.begun_batch},
          {"checkout_begun_history", std::to_string(checkout.begun_history)}};
}

bool is_of_checkout(std::string_view key) {
  return key.starts_with("checkout_");
}

}  // namespace riskmap
