// Files to attach: which are taken, and that a photograph keeps its picture and nothing of where it was taken.
#include "layers/exchange/attached_file.h"

#include <doctest/doctest.h>

#include <fstream>
#include <vector>

#include "layers/core/checksum.h"
#include "layers/core/uuid.h"
#include "layers/geo/gdal_environment.h"
#define STB_IMAGE_IMPLEMENTATION
#include <stb/stb_image.h>
#define STB_IMAGE_WRITE_IMPLEMENTATION
#include <stb/stb_image_write.h>

using namespace riskmap;

namespace {
struct Folder {
  std::filesystem::path path = std::filesystem::temp_directory_path() / ("riskmap-" + new_uuid());
  Folder() {
    REQUIRE(set_up_gdal());
    std::filesystem::create_directory(path);
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  [[nodiscard]] std::filesystem::path put(const std::string& name, const std::string& bytes) const {
    std::ofstream{path / name, std::ios::binary} << bytes;
    return path / name;
  }
};

// A small picture with a gradient.
std::string picture(bool is_png) {
  constexpr int width = 32, height = 16, bands = 3, quality = 90;
  std::vector<unsigned char> pixels;
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      for (int band = 0; band < bands; ++band) pixels.push_back(static_cast<unsigned char>(x * 7 + y * (band + 1)));
  std::string bytes;
  const auto put = [](void* context, void* data, int size) {
    static_cast<std::string*>(context)->append(static_cast<const char*>(data), static_cast<std::size_t>(size));
  };
  const int written = is_png ? stbi_write_png_to_func(put, &bytes, width, height, bands, pixels.data(), width * bands)
                             : stbi_write_jpg_to_func(put, &bytes, width, height, bands, pixels.data(), quality);
  REQUIRE(written != 0);
  return bytes;
}

// Its pixels, as another program decodes them.
std::string pixels_of(const std::string& bytes) {
  int width = 0, height = 0, bands = 0;
  auto* pixels = stbi_load_from_memory(reinterpret_cast<const unsigned char*>(bytes.data()),
                                       static_cast<int>(bytes.size()), &width, &height, &bands, 3);
  REQUIRE(pixels != nullptr);
  std::string text{reinterpret_cast<const char*>(pixels), static_cast<std::size_t>(width * height * 3)};
  stbi_image_free(pixels);
  return text;
}

// How a file says which side is up: six, in Exif's words.
const std::string on_its_side{"\x01\x12\0\x03\0\0\0\x01\0\x06", 10};

std::string segment(unsigned char marker, const std::string& content) {
  const auto length = content.size() + 2;
  return std::string{"\xFF", 1} + static_cast<char>(marker) + static_cast<char>(length >> 8U) +
         static_cast<char>(length & 0xFFU) + content;
}

// What a telephone writes: upright on its side, a day, and words about the place.
std::string exif() {
  using namespace std::string_literals;
  const auto head = "Exif\0\0MM\0*\0\0\0\x08"s;
  const auto block = "\0\x02\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\x87\x69\0\x04\0\0\0\x01\0\0\0\x26\0\0\0\0"s;
  const auto days = "\0\x01\x90\x03\0\x02\0\0\0\x14\0\0\0\x38\0\0\0\0"s + "2026:03:05 10:11:12\0"s;
  return head + block + days + "SECRET PLACE 41.9 69.8";
}

std::string photograph() {
  auto bytes = picture(false);
  return bytes.insert(2, segment(0xE1, exif()) + segment(0xE2, "MPF SECRET") + segment(0xFE, "SECRET words") +
                             segment(0xEE, "Adobe\x64\x01\x01\x01\x01\x01\x01SECRET")) +
         "SECRET second picture";
}

std::string code_of(const Result<AttachedFile>& read) {
  return read ? "accepted" : std::string{name_of(read.error().code)};
}
}  // namespace

TEST_CASE("a photograph loses where it was taken, and keeps its picture, the side that is up and the day") {
  const Folder folder;
  const auto file = folder.put("IMG_1.jpg", photograph());
  const auto attached = read_attached_file(file);
  REQUIRE(code_of(attached) == "accepted");
  CHECK(attached->bytes.find("SECRET") == std::string::npos);
  CHECK(attached->mime == "image/jpeg");
  CHECK(attached->taken_on == parse_iso_date("2026-03-05"));
  CHECK(attached->bytes.find(on_its_side) != std::string::npos);
  CHECK(pixels_of(attached->bytes) == pixels_of(picture(false)));
  // What is kept reads as what was kept.
  const auto again = read_attached_file(folder.put("again.jpg", attached->bytes));
  REQUIRE(code_of(again) == "accepted");
  CHECK(again->bytes == attached->bytes);
}

TEST_CASE("of a PNG its words and times go, the picture stays") {
  const Folder folder;
  auto bytes = picture(true);
  using namespace std::string_literals;
  bytes.insert(33, "\0\0\0\x0CtEXtSECRET words\0\0\0\0"s);
  const auto file = folder.put("plan.png", bytes);
  const auto attached = read_attached_file(file);
  REQUIRE(code_of(attached) == "accepted");
  CHECK(attached->bytes.find("SECRET") == std::string::npos);
  CHECK(pixels_of(attached->bytes) == pixels_of(picture(true)));
}

TEST_CASE("a PNG keeps which side is up, in whatever order of bytes it was said, and nothing else of its Exif") {
  using namespace std::string_literals;
  const Folder folder;
  const auto intel =
      "II*\0\x08\0\0\0\x02\0\x0F\x01\x02\0\x06\0\0\0\x26\0\0\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0SECRET"s;
  for (const auto& exif_block : {intel, exif().substr(6)}) {
    auto bytes = picture(true);
    bytes.insert(33, "\0\0\0"s + static_cast<char>(exif_block.size()) + "eXIf" + exif_block + "\0\0\0\0"s);
    const auto attached = read_attached_file(folder.put("turned.png", bytes));
    REQUIRE(code_of(attached) == "accepted");
    CHECK(attached->bytes.find("SECRET") == std::string::npos);
    CHECK(attached->bytes.find(on_its_side) != std::string::npos);
    CHECK(pixels_of(attached->bytes) == pixels_of(picture(true)));
    const auto again = read_attached_file(folder.put("again.png", attached->bytes));
    REQUIRE(code_of(again) == "accepted");
    CHECK(again->bytes == attached->bytes);
  }
}

TEST_CASE("a picture that ends anywhere or has a byte turned is refused or read, and nothing else") {
  for (const bool is_png : {false, true}) {
    const auto whole = is_png ? picture(true) : photograph();
    std::size_t refused = 0;
    for (std::size_t length = 0; length < whole.size(); ++length)
      if (!without_metadata(std::string_view{whole}.substr(0, length), 1)) ++refused;
    CHECK(refused > whole.size() / 2);
    for (std::size_t at = 0; at < whole.size(); ++at) {
      auto turned = whole;
      turned[at] = static_cast<char>(~static_cast<unsigned char>(turned[at]));
      if (const auto plain = without_metadata(turned, 8)) CHECK(plain->size() <= turned.size() + 64);
    }
  }
}

TEST_CASE("what is no photograph and no paper, too large or cut off is refused with its reason") {
  const Folder folder;
  const auto code = [&folder](const std::string& name, const std::string& bytes) {
    return code_of(read_attached_file(folder.put(name, bytes)));
  };
  CHECK(code("letter.pdf", "%PDF-1.4 …") == "accepted");
  CHECK(code("photo.jpg", "just words") == "err.unsupported");
  CHECK(code("empty.pdf", "") == "err.unsupported");
  auto spoiled = picture(true);
  spoiled[spoiled.size() - 30] = static_cast<char>(~static_cast<unsigned char>(spoiled[spoiled.size() - 30]));
  CHECK(code("spoiled.png", spoiled) == "err.format");
  CHECK(code("half.jpg", photograph().substr(0, 300)) == "err.format");
  CHECK(code("program.pdf",
             "\x7F"
             "ELF") == "err.unsupported");
  CHECK(code("large.pdf", "%PDF-" + std::string(largest_attachment, 'x')) == "err.too_large");
  CHECK(code_of(read_attached_file(folder.path)) == "err.unsupported");
  CHECK(code_of(read_attached_file(folder.path / "none.pdf")) == "err.not_found");
}

TEST_CASE("the record of a file tells its size and checksum, and its bytes go under it") {
  AttachedFile file{"plan.pdf", "application/pdf", "%PDF-1.4", {}};
  const auto change = attachment_of(file, Entity::issue, "owner");
  const auto content = file_content(file);
  CHECK(text_of(field(change.after, "sha256")) == content.sha256);
  CHECK(content.sha256 == sha256_of("%PDF-1.4"));
  CHECK(integer_of(field(change.after, "size_bytes")) == 8);
  CHECK(text_of(field(change.after, "owner_entity")) == "issue");
}
