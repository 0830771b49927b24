// Attached files: their bytes with the edit or not at all, each once, and back by undo.
#include "layers/core/checksum.h"
#include "layers/store/checkout.h"
#include "tests/unit/store/store_fixture.h"

using namespace riskmap;
using namespace riskmap::test;

namespace {
struct Attachments : Register {
  std::unique_ptr<RegisterStore> store = opened(file);

  // A paper at the problem without water.
  Edit paper(const std::string& bytes, const std::string& owner = no_water) {
    const auto sha256 = sha256_of(bytes);
    Edit added = edit(add(Entity::attachment, new_uuid(),
                          {{"owner_entity", Value{std::string{"issue"}}},
                           {"owner", Value{owner}},
                           {"file_name", Value{std::string{"хат.pdf"}}},
                           {"mime", Value{std::string{"application/pdf"}}},
                           {"size_bytes", Value{static_cast<std::int64_t>(bytes.size())}},
                           {"sha256", Value{sha256}}}));
    added.files = {{sha256, std::make_shared<const std::string>(bytes)}};
    return added;
  }
  std::string count(const std::string& table) { return Stranger{file}.ask("SELECT count(*) FROM " + table); }
};
const std::string paper_bytes{"%PDF-1.4\0\xFF\x80 words", 17};
}  // namespace

TEST_SUITE_BEGIN("any store");

TEST_CASE_FIXTURE(Attachments, "an attached file is read back byte by byte, and the same file lies there once") {
  const auto added = paper(paper_bytes);
  static_cast<void>(done(store->commit(added, ayan)));
  static_cast<void>(done(store->commit(paper(paper_bytes), ayan)));
  const auto bytes = store->file_bytes(added.files.front().sha256);
  REQUIRE(bytes);
  CHECK(*bytes == paper_bytes);
  CHECK(count("attachment") == "2");
  CHECK(count("attachment_data") == "1");
  CHECK(refusal(store->file_bytes(sha256_of("another"))) == "err.not_found");
  CHECK(flaws(*store) == "");
}

TEST_CASE_FIXTURE(Attachments, "undo takes the record away and redo brings it back with its bytes") {
  const auto added = paper(paper_bytes);
  static_cast<void>(done(store->commit(added, ayan)));
  CHECK(refusal(store->undo(ayan)) == "accepted");
  CHECK(count("attachment") == "0");
  CHECK(refusal(store->redo(ayan)) == "accepted");
  CHECK(store->file_bytes(added.files.front().sha256).value_or("") == paper_bytes);
}

TEST_CASE_FIXTURE(Attachments, "an attachment never outlives its record: not by redo, nor by a race") {
  const auto issue = new_uuid();
  static_cast<void>(done(store->commit(edit(add(Entity::issue, issue, valid_issue())), dana)));
  static_cast<void>(done(store->commit(paper(paper_bytes, issue), ayan)));
  CHECK(refusal(store->undo(ayan)) == "accepted");
  static_cast<void>(done(store->commit(edit(remove(Entity::issue, issue, 1)), dana)));
  CHECK(refusal(store->redo(ayan)) == "err.gone");
  CHECK(refusal(store->commit(paper(paper_bytes, issue), ayan)) == "err.gone");
  CHECK(count("attachment") == "0");
}

TEST_CASE_FIXTURE(Attachments, "an attachment whose record another program has removed is named by the check") {
  const auto issue = new_uuid();
  static_cast<void>(done(store->commit(edit(add(Entity::issue, issue, valid_issue())), dana)));
  static_cast<void>(done(store->commit(paper(paper_bytes, issue), ayan)));
  Stranger{file}.run("DELETE FROM issue WHERE uuid = '" + issue + "'");
  CHECK(flaws(*store).find("attached file of no record: хат.pdf") != std::string::npos);
}

TEST_CASE_FIXTURE(Attachments, "of a refused edit no byte stays") {
  auto added = paper(paper_bytes);
  added.changes.front().after["owner_entity"] = Value{std::string{"party"}};
  CHECK(refusal(store->commit(added, ayan)) == "err.code_unknown");
  CHECK(count("attachment_data") == "0");
}

TEST_CASE_FIXTURE(Attachments, "bytes that somebody has changed are not passed off as the file") {
  const auto added = paper(paper_bytes);
  static_cast<void>(done(store->commit(added, ayan)));
  Stranger{file}.run(is_on_server() ? "UPDATE attachment_data SET data = '\\x00'"
                                    : "UPDATE attachment_data SET data = x'00'");
  CHECK(refusal(store->file_bytes(added.files.front().sha256)) == "err.damaged");
  CHECK(flaws(*store).find("attached file: хат.pdf (") != std::string::npos);
  if (is_on_server()) return;
  static_cast<void>(done(store->commit(paper(paper_bytes), ayan)));
  CHECK(flaws(*store) == "");
}

TEST_SUITE_END();

TEST_CASE_FIXTURE(Attachments,
                  "a file that the register has lost is named with its record, by the check and by a copy") {
  static_cast<void>(done(store->commit(paper(paper_bytes), ayan)));
  const auto number = Stranger{file}.ask("SELECT reg_no FROM issue WHERE uuid = '" + no_water + "'");
  Stranger{file}.run("PRAGMA foreign_keys = OFF; DELETE FROM attachment_data");
  CHECK(flaws(*store) == "attached file: хат.pdf (" + number + ")\n");
  const auto copied = check_out(*store, {"615833100", folder.file("laptop.gpkg")});
  REQUIRE(refusal(copied) == "err.damaged");
  CHECK(copied.error().where == "хат.pdf (" + number + ")");
  CHECK(copied.error().detail == "the register has lost the bytes of a file");
}
