#include "layers/store/register_draft.h"

#include <fmt/format.h>

#include <system_error>

#include "layers/core/uuid.h"

namespace riskmap {

RegisterDraft::RegisterDraft(const std::filesystem::path& place)
    : place_{place},
      path_{place.parent_path() / fmt::format(".{}.{}.gpkg", place.stem().string(), new_uuid().substr(0, 8))} {}

RegisterDraft::~RegisterDraft() {
  std::error_code code;
  for (const auto* suffix : {"", "-journal", "-wal", "-shm"}) std::filesystem::remove(path_.string() + suffix, code);
}

Result<void> RegisterDraft::move_to_place() const {
  const auto problem = put_in_place(path_, place_);
  if (problem == std::errc::file_exists) return already_there(place_);
  if (problem) return fail(ErrorCode::io, problem.message(), place_.string());
  return {};
}

std::unexpected<Error> RegisterDraft::already_there(const std::filesystem::path& place) {
  return fail(ErrorCode::invalid_input, "there is a file of this name already", place.string());
}

}  // namespace riskmap
