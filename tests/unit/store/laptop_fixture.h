// A register of which a part is taken along on a laptop.
#pragma once
#include <fstream>
#include <iterator>

#include "layers/store/applicant_store.h"
#include "layers/store/checkout.h"
#include "layers/store/private_file.h"
#include "tests/unit/store/store_fixture.h"

namespace riskmap::test {

inline Value word(std::string text) {
  return Value{std::move(text)};
}

// Whether the file holds these words anywhere, in a free page too.
inline bool contains(const std::filesystem::path& file, std::string_view words) {
  std::ifstream in{file, std::ios::binary};
  const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
  return bytes.find(words) != std::string::npos;
}

inline Fields valid_appeal() {
  return {{"kind", word("COMPLAINT")},
          {"channel", word("MESSENGER")},
          {"received_on", word("2026-03-02")},
          {"summary", word("Су жоқ")}};
}

// Tells apart by name what a failed test would otherwise show as a pile of uuids.
inline std::optional<Issue> issue_in(const RegisterSnapshot& snapshot, const std::string& uuid) {
  for (Row row = 0; row < snapshot.issues.size(); ++row)
    if (const auto issue = snapshot.issues[row]; issue.id && issue.uuid == uuid) return issue;
  return std::nullopt;
}

struct Laptop : Register {
  std::unique_ptr<RegisterStore> store = opened(file);
  std::filesystem::path copy = folder.file("laptop.gpkg");

  std::string added(Entity entity, Fields fields, const Author& author = ayan) {
    auto uuid = new_uuid();
    static_cast<void>(done(store->commit(edit(add(entity, uuid, std::move(fields))), author)));
    return uuid;
  }
  void taken(const std::string& area = "615833100",
             ApplicantsOfCheckout applicants = ApplicantsOfCheckout::stay_behind) {
    if (const auto made = check_out(*store, {area, copy, applicants}); !made) FAIL(words(made.error()));
  }
};

}  // namespace riskmap::test
