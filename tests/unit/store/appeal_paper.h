// A paper at an appeal, as the form attaches it.
#pragma once
#include <memory>
#include <string>

#include "layers/core/checksum.h"
#include "tests/unit/store/store_fixture.h"

namespace riskmap::test {

inline const std::string letter_bytes = "%PDF-1.4 secret words of a letter";
inline const std::string letter_name = "Serik Abdiramanov.pdf";
inline const std::string letter_caption = "Passport of the applicant";

inline AppealFileChange paper_at(const std::string& appeal, const std::string& uuid = new_uuid(),
                                 const std::string& bytes = letter_bytes) {
  return {add(Entity::attachment, uuid,
              {{"owner_entity", Value{std::string{"appeal"}}},
               {"owner", Value{appeal}},
               {"file_name", Value{letter_name}},
               {"caption", Value{letter_caption}},
               {"mime", Value{std::string{"application/pdf"}}},
               {"size_bytes", Value{static_cast<std::int64_t>(bytes.size())}},
               {"sha256", Value{sha256_of(bytes)}}}),
          std::make_shared<const std::string>(bytes)};
}

inline AppealFileChange described(const std::string& uuid, std::int64_t version, const std::string& caption) {
  return {set(Entity::attachment, uuid, version, {{"caption", Value{caption}}}), nullptr};
}

inline AppealFileChange taken_away(const std::string& uuid, std::int64_t version) {
  return {remove(Entity::attachment, uuid, version), nullptr};
}

inline Edit of_files(std::vector<AppealFileChange> files) {
  Edit edit;
  edit.appeal_files = std::move(files);
  return edit;
}

// What any trace of it would be found by, in a file that it must not reach.
inline const std::vector<std::string>& traces_of_letter() {
  static const std::vector<std::string> traces = {letter_bytes, letter_name, letter_caption, sha256_of(letter_bytes)};
  return traces;
}

}  // namespace riskmap::test
