// A person at the window, without the window: a session on the sample register, told what to do and waited for.
#pragma once
#include <doctest/doctest.h>

#include <string>

#include "layers/text/translate.h"
#include "tests/unit/exchange/sample_register.h"
#include "viewer/session/session.h"

namespace riskmap::sample {

inline SessionOptions plain_options() {
  return {.today = {},
          .language = Language::en,
          .locale_language = {},
          .settings_file = {},
          .asks_author = false,
          .wake = {}};
}

// A session with a map of 1200 × 800 pixels, nothing open.
class Window {
 public:
  explicit Window(SessionOptions options = plain_options()) : session{std::move(options)} {
    taken(set_up_gdal());
    tell(ResizeMap{{1200, 800}, Box{0, 0, 1200, 800}});
  }
  template <typename... Wishes>
  void tell(Wishes... wishes) {
    (session.apply(Intent{std::move(wishes)}), ...);
    session.wait_until_idle();
  }
  void open(const std::filesystem::path& path) { tell(OpenPath{path}); }
  void open_whole(const std::filesystem::path& path) {
    open(path);
    REQUIRE_MESSAGE(!has_problem(), message());
    REQUIRE(session.document().path() == path);
  }

  [[nodiscard]] const RegisterSnapshot& snapshot() const {
    REQUIRE(session.snapshot() != nullptr);
    return *session.snapshot();
  }
  [[nodiscard]] const ViewState& view() const { return session.view(); }
  [[nodiscard]] const Derived& derived() const { return session.derived(); }
  [[nodiscard]] const Camera& camera() const { return session.view().camera; }
  [[nodiscard]] std::string message() const { return session.toast() ? session.toast()->text : std::string{}; }
  [[nodiscard]] bool has_problem() const { return session.toast() && session.toast()->kind == Toast::Kind::problem; }
  [[nodiscard]] Row settlement(std::string_view kato) const {
    const Row row = snapshot().find_settlement(kato);
    REQUIRE(row != no_row);
    return row;
  }
  // Some open problem of a settlement.
  [[nodiscard]] Row some_issue() const {
    for (Row row = 0; row < snapshot().issues.size(); ++row)
      if (const auto& issue = snapshot().issues[row];
          issue.id && issue.settlement != no_row && counts_as_open(issue.status))
        return row;
    FAIL("no open problem");
    return no_row;
  }
  [[nodiscard]] Change change_of(Row issue, Fields after) const {
    const auto& record = snapshot().issues[issue];
    return {ChangeKind::set, Entity::issue, record.uuid, record.version, {}, std::move(after)};
  }

  Session session;
};

// The sample opened from a file of the test's own.
struct Office : RegisterFile, Window {
  explicit Office(SessionOptions options = plain_options()) : Window{std::move(options)} { open_whole(file); }
};

inline Value words_value(const char* text) {
  return Value{std::string{text}};
}
inline Fields new_issue_fields() {
  return {{"settlement", words_value("615835100")},
          {"category", words_value("utilities.water_drinking")},
          {"title", words_value("Ауыз су жоқ көше")},
          {"severity", Value{std::int64_t{3}}}};
}
inline CommitChange add_issue(Fields fields = new_issue_fields()) {
  return {{ChangeKind::add, Entity::issue, {}, 0, {}, std::move(fields)}};
}

}  // namespace riskmap::sample
