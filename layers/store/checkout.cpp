#include "layers/store/checkout.h"
#include "layers/geo/temporary_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <utility>
#include <vector>

#include "layers/core/date.h"
#include "layers/core/uuid.h"
#include "layers/store/applicant_copy.h"
#include "layers/store/backup_target.h"
#include "layers/store/database_copy.h"
#include "layers/store/gpkg_dataset.h"
#include "layers/store/private_file.h"
#include "layers/store/record_rows.h"
#include "layers/store/register_draft.h"
#include "layers/store/schema_sql.h"
#include "layers/store/sql_store.h"
#include "layers/store/table_filling.h"

namespace riskmap {

namespace {
// By what a copy is told from the register and from other copies.
struct Identity {
  std::string uuid, series;
  std::vector<std::pair<std::string, std::pair<std::string, std::int64_t>>> counters;  // series, year, last
};

Result<std::string> meta_value(const Connection& connection, std::string_view key) {
  const auto value = connection.ask(fmt::format("SELECT value FROM rm_meta WHERE key = '{}'", key));
  if (!value) return std::unexpected{value.error()};
  return text_of(plain_value(*value));
}

// "RM-L4K7Q": letters and digits that are not taken for each other, out of the copy's own uuid.
std::string series_of(const std::string& office, const std::string& uuid) {
  constexpr std::string_view symbols = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  constexpr std::size_t length = 4;
  std::string series = office + "-L";
  for (std::size_t i = 0; i < length; ++i)
    series += symbols[std::stoul(uuid.substr(2 * i, 2), nullptr, 16) % symbols.size()];
  return series;
}

Result<bool> is_known_place(const Connection& connection, const std::string& code) {
  auto row = connection.prepare("SELECT 1 FROM settlement WHERE kato = ?1 UNION SELECT 1 FROM area WHERE code = ?1");
  if (!row) return std::unexpected{row.error()};
  return row->bind(1, code).step();
}

Result<void> write_meta(const Connection& connection, const Meta& meta) {
  auto write = connection.prepare("INSERT OR REPLACE INTO rm_meta (key, value) VALUES (?1, ?2)");
  if (!write) return std::unexpected{write.error()};
  for (const auto& [key, value] : meta)
    if (auto written = write->bind(1, key).bind(2, value).run(); !written) return written;
  return {};
}

Result<void> number_anew(const Connection& target, const Identity& identity) {
  if (auto emptied = target.execute("DELETE FROM reg_counter"); !emptied) return emptied;
  auto counter = target.prepare("INSERT INTO reg_counter (office, year, last) VALUES (?1, ?2, ?3)");
  if (!counter) return std::unexpected{counter.error()};
  for (const auto& [series, given] : identity.counters)
    if (auto kept = counter->bind(1, series).bind(2, given.first).bind(3, given.second).run(); !kept) return kept;
  return {};
}

Result<void> drop_the_rest(const Connection& target, const std::string& area) {
  if (auto made = target.execute("CREATE TEMP TABLE kept_place (code TEXT, is_whole BOOLEAN)"); !made) return made;
  auto place = target.prepare(
      "INSERT INTO kept_place SELECT ?1, EXISTS (SELECT 1 FROM area WHERE code = ?1 AND level = 'district')");
  if (!place) return std::unexpected{place.error()};
  if (auto named = place->bind(1, area).run(); !named) return named;
  if (auto chosen = target.execute(sql::checkout_part); !chosen) return chosen;
  for (const auto& spec : all_entities())
    if (auto dropped =
            target.execute(fmt::format("DELETE FROM {} WHERE uuid NOT IN (SELECT uuid FROM kept)", spec.name));
        !dropped)
      return dropped;
  if (auto dropped = target.execute("DELETE FROM attachment_data WHERE sha256 NOT IN (SELECT sha256 FROM attachment)");
      !dropped)
    return dropped;
  const auto lost = target.ask_integer("SELECT count(*) FROM pragma_foreign_key_check");
  if (!lost) return std::unexpected{lost.error()};
  return *lost == 0 ? Result<void>{} : fail(ErrorCode::internal, fmt::format("{} links lead nowhere", *lost));
}

// What is left behind must not lie about in the file.
Result<void> wipe(const std::filesystem::path& file) {
  const auto dataset = GpkgDataset::open_for_update(file);
  if (!dataset) return std::unexpected{dataset.error()};
  return dataset->connection().execute("VACUUM");
}

Result<void> make_part(const std::filesystem::path& file, const Identity& identity, Checkout checkout) {
  auto filled = fill_tables(file, [&](const Connection& target) -> Result<void> {
    if (auto dropped = drop_the_rest(target, checkout.area); !dropped) return dropped;
    if (auto numbered = number_anew(target, identity); !numbered) return numbered;
    const auto last = last_history(target);
    if (!last) return std::unexpected{last.error()};
    checkout.history = *last;
    auto meta = meta_of(checkout);
    meta["uuid"] = identity.uuid;
    meta["office"] = identity.series;
    return write_meta(target, meta);
  });
  return filled ? wipe(file) : filled;
}

Result<std::string> newest_batch(const Connection& source) {
  const auto uuid = source.ask("SELECT uuid FROM batch ORDER BY fid DESC LIMIT 1");
  if (!uuid) return std::unexpected{uuid.error()};
  return text_of(plain_value(*uuid));
}

// Beside the copy's place, not yet in it. The whole register, which it is cut from, lies in a folder of this person's
// alone meanwhile: whatever ends the program, it is not left behind on a stick.
Result<void> write_draft(SqlStore& source, const std::filesystem::path& draft, const Identity& identity,
                         Checkout checkout) {
  const auto folder = TemporaryFolder::make();
  if (!folder) return std::unexpected{folder.error()};
  const auto part = folder->path() / "part.gpkg";
  const UnfinishedFile unfinished{part};
  const auto reader = source.reader();
  if (!reader) return std::unexpected{reader.error()};
  const auto newest = newest_batch(*reader);
  if (!newest) return std::unexpected{newest.error()};
  checkout.newest_batch = *newest;
  if (auto copied = source.copy_to_new_file(part); !copied) return copied;
  if (auto cut = make_part(part, identity, checkout); !cut) return cut;
  std::error_code problem;
  std::filesystem::copy_file(part, draft, problem);
  if (!problem) return sync_to_disk(draft);
  return fail(problem == std::errc::no_space_on_device ? ErrorCode::disk_full : ErrorCode::io, problem.message(),
              draft.string());
}

Result<SqlStore*> sql_store(RegisterStore& store) {
  auto* known = dynamic_cast<SqlStore*>(&store);
  if (!known) return fail(ErrorCode::unsupported, "a store of another kind");
  return known;
}

Result<Checkout> new_checkout(const Connection& source, const StoreInfo& info, const CheckoutRequest& request) {
  const auto meta = read_meta(source);
  if (!meta) return std::unexpected{meta.error()};
  if (checkout_of(*meta)) return fail(ErrorCode::invalid_input, "a copy for a laptop is not copied again", info.path);
  const auto is_known = is_known_place(source, request.area);
  if (!is_known) return std::unexpected{is_known.error()};
  if (!*is_known) return fail(ErrorCode::kato_unknown, "no place has this code", {}, request.area);
  const auto title = meta->find("title");
  const auto name = title == meta->end() || title->second.empty() ? std::filesystem::path{info.path}.filename().string()
                                                                  : title->second;
  const auto uuid = meta->find("uuid");
  return Checkout{.register_uuid = uuid == meta->end() ? std::string{} : uuid->second,
                  .register_name = name,
                  .area = request.area,
                  .at = utc_timestamp_now(),
                  .has_applicants = request.applicants == ApplicantsOfCheckout::come_along};
}

Result<void> check_place(const std::filesystem::path& copy) {
  std::error_code problem;
  for (const auto& place : {copy, private_file_of(copy)})
    if (std::filesystem::exists(place, problem)) return RegisterDraft::already_there(place);
  const auto folder = copy.has_parent_path() ? copy.parent_path() : std::filesystem::path{"."};
  if (std::filesystem::is_directory(folder, problem)) return {};
  return fail(ErrorCode::not_found, "no such folder", copy.string());
}

// The copy's own name and where its numbers have come to.
Result<Identity> identity_of(const Connection& copy) {
  const auto uuid = meta_value(copy, "uuid"), series = meta_value(copy, "office");
  if (!uuid || !series) return std::unexpected{!uuid ? uuid.error() : series.error()};
  Identity identity{*uuid, *series, {}};
  const auto read = each_row(copy, "SELECT office, year, last FROM reg_counter", [&identity](const Statement& row) {
    identity.counters.emplace_back(row.text(0), std::pair{row.text(1), row.integer(2)});
  });
  if (!read) return std::unexpected{read.error()};
  return identity;
}

struct OldCopy {
  Identity identity;
  Checkout checkout;
  std::int64_t history = 0;
};

Result<OldCopy> old_copy(const std::filesystem::path& copy) {
  const auto dataset = GpkgDataset::open_read_only(copy);
  if (!dataset) return std::unexpected{dataset.error()};
  auto identity = identity_of(dataset->connection());
  if (!identity) return std::unexpected{identity.error()};
  const auto meta = read_meta(dataset->connection());
  if (!meta) return std::unexpected{meta.error()};
  auto checkout = checkout_of(*meta);
  if (!checkout) return fail(ErrorCode::invalid_input, "not a copy for a laptop", copy.string());
  const auto last = last_history(dataset->connection());
  if (!last) return std::unexpected{last.error()};
  if (*last > std::max(checkout->history, checkout->begun_history))
    return fail(ErrorCode::locked, "the copy was edited meanwhile", copy.string());
  checkout->begun_batch.clear(), checkout->begun_history = 0;
  return OldCopy{*std::move(identity), *std::move(checkout), *last};
}

// In the place of the old copy while nobody can write into that: an edit that is told to stand must not go with it.
Result<void> replace(const std::filesystem::path& draft, const std::filesystem::path& copy, std::int64_t history) {
  if (is_open_anywhere(copy)) return fail(ErrorCode::locked, "somebody has the file open", copy.string());
  const auto held = GpkgDataset::open_for_update(copy);
  if (!held) return std::unexpected{held.error()};
  const auto lock = Transaction::begin(held->connection());
  if (!lock) return std::unexpected{lock.error()};
  const auto last = last_history(held->connection());
  if (!last) return std::unexpected{last.error()};
  if (*last != history) return fail(ErrorCode::locked, "the copy was edited meanwhile", copy.string());
  return publish_copy(draft, copy);
}
}  // namespace

Result<Meta> read_meta(const Connection& connection) {
  Meta meta;
  const auto read = each_row(connection, "SELECT key, value FROM rm_meta",
                             [&meta](const Statement& row) { meta[row.text(0)] = row.text(1); });
  if (!read) return std::unexpected{read.error()};
  return meta;
}

Result<std::int64_t> last_history(const Connection& copy) {
  return copy.ask_integer("SELECT max(seq) FROM sqlite_sequence WHERE name = 'history'");
}

Result<void> check_out(RegisterStore& store, const CheckoutRequest& request) {
  const auto source = sql_store(store);
  if (!source) return std::unexpected{source.error()};
  if (auto is_free = check_place(request.copy); !is_free) return is_free;
  const auto reader = (*source)->reader();
  if (!reader) return std::unexpected{reader.error()};
  const auto checkout = new_checkout(*reader, store.info(), request);
  if (!checkout) return std::unexpected{checkout.error()};
  const auto office = meta_value(*reader, "office");
  if (!office) return std::unexpected{office.error()};
  const auto uuid = new_uuid();
  const RegisterDraft draft{request.copy}, applicants{private_file_of(request.copy)};
  if (auto written = write_draft(**source, draft.path(), {uuid, series_of(*office, uuid), {}}, *checkout); !written)
    return written;
  if (checkout->has_applicants) {
    if (auto copied = copy_applicants(store, draft.path(), applicants.path()); !copied) return copied;
    if (auto moved = applicants.move_to_place(); !moved) return moved;
  }
  auto moved = draft.move_to_place();
  std::error_code ignored;
  if (!moved && checkout->has_applicants) std::filesystem::remove(private_file_of(request.copy), ignored);
  return moved;
}

Result<void> renew_checkout(RegisterStore& store, const std::filesystem::path& copy, LaptopApplicants applicants) {
  const auto source = sql_store(store);
  if (!source) return std::unexpected{source.error()};
  if (is_open_anywhere(copy)) return fail(ErrorCode::locked, "somebody has the file open", copy.string());
  auto old = old_copy(copy);
  if (!old) return std::unexpected{old.error()};
  auto& [identity, checkout, history] = *old;
  const RegisterDraft draft{copy}, people{private_file_of(copy)};
  checkout.at = utc_timestamp_now();
  if (auto written = write_draft(**source, draft.path(), identity, checkout); !written) return written;
  const bool are_brought = applicants == LaptopApplicants::brought;
  if (are_brought && checkout.has_applicants) {
    if (auto copied = copy_applicants(store, draft.path(), people.path()); !copied) return copied;
    if (auto put = publish_copy(people.path(), private_file_of(copy)); !put) return put;
  }
  std::error_code ignored;
  const bool has_file = std::filesystem::exists(private_file_of(copy), ignored);
  if (!are_brought && has_file)
    if (auto marked = mark_applicants(draft.path()); !marked) return marked;
  if (auto put = replace(draft.path(), copy, history); !put) return put;
  if (are_brought && !checkout.has_applicants) std::filesystem::remove(private_file_of(copy), ignored);
  return {};
}

}  // namespace riskmap
