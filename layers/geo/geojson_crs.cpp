#include "layers/geo/geojson_crs.h"

#include "layers/geo/json_text.h"
#include "layers/geo/layer_crs.h"

namespace riskmap {

namespace {
constexpr int deepest = 200;

// The members of objects that matter are looked at, all other values are passed over.
class CrsSearch {
 public:
  explicit CrsSearch(const std::filesystem::path& file) : json_{file} {}

  // False where the text is no strict JSON, and when the end is found.
  bool look() {
    return take_members([this](const std::string& name) {
      if (name != "crs") return pass_over();
      is_named_ = json_.peek() == '{';
      if (is_named_) take_crs();
      return false;  // whatever follows does not matter
    });
  }
  [[nodiscard]] bool is_named() const { return is_named_; }
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  template <typename Take>
  bool take_members(const Take& take) {
    if (!json_.take('{')) return false;
    if (json_.take('}')) return true;
    do {
      std::string name;
      if (!json_.take_string(name) || !json_.take(':') || !take(name)) return false;
    } while (json_.take(','));
    return json_.take('}');
  }

  bool take_crs() {
    return take_members([this](const std::string& member) {
      if (member != "properties" || json_.peek() != '{') return pass_over();
      return take_members([this](const std::string& property) {
        return property == "name" && json_.peek() == '"' ? json_.take_string(name_) : pass_over();
      });
    });
  }

  bool pass_over() {
    std::string text;
    JsonText::Number number;
    switch (json_.peek()) {
      case '"':
        return json_.take_string(text);
      case '{':
      case '[':
        return pass_over_many();
      case 't':
        return json_.take_word("true");
      case 'f':
        return json_.take_word("false");
      case 'n':
        return json_.take_word("null");
      default:
        return json_.take_number(number);
    }
  }

  bool pass_over_many() {
    if (++depth_ > deepest) return false;
    const bool is_passed =
        json_.peek() == '{' ? take_members([this](const std::string&) { return pass_over(); }) : pass_over_list();
    --depth_;
    return is_passed;
  }

  bool pass_over_list() {
    json_.take('[');
    if (json_.take(']')) return true;
    do {
      if (!pass_over()) return false;
    } while (json_.take(','));
    return json_.take(']');
  }

  JsonText json_;
  int depth_ = 0;
  bool is_named_ = false;
  std::string name_;
};
}  // namespace

std::optional<std::string> unknown_crs_of_geojson(const std::filesystem::path& file) {
  CrsSearch search{file};
  static_cast<void>(search.look());
  if (!search.is_named() || (!search.name().empty() && named_crs(search.name()))) return std::nullopt;
  return search.name().empty() ? "link" : search.name();
}

}  // namespace riskmap
