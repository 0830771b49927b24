// A photograph or a paper on its way into the register: what kind it is, and without what its camera wrote into it.
#pragma once
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "layers/core/date.h"
#include "layers/core/result.h"
#include "layers/model/edit.h"

namespace riskmap {

inline constexpr std::size_t largest_attachment = std::size_t{20} << 20U;  // bytes

struct AttachedFile {
  std::string file_name, mime;
  std::string bytes;             // of a picture: what draws it, and which side is up; no place, device, time or words
  std::optional<Date> taken_on;  // what the camera wrote
};

// JPEG, PNG and PDF, told by their bytes, whatever the file is called. Errors: not_found, access, io; too_large
// above 20 MiB; unsupported for another kind; format for a picture that cannot be read.
Result<AttachedFile> read_attached_file(const std::filesystem::path& file);

// ".jpg", ".png" or ".pdf", told by the bytes; "" = none of these.
std::string_view ending_of(std::string_view bytes);

// What shows the picture and nothing else: a JPEG's or PNG's parts that are known to be harmless. Of a JPEG
// `orientation` (1 to 8, as Exif counts) is written anew. Errors: format.
Result<std::string> without_metadata(std::string_view picture, int orientation);

// The new record of such a file, and its bytes for the same edit.
Change attachment_of(const AttachedFile& file, Entity owner_entity, const std::string& owner);
FileContent file_content(AttachedFile file);

}  // namespace riskmap
