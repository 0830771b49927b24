// Writes the files that tests of reading need, good and damaged ones, into a folder of their own.
#pragma once
#include <sqlite3.h>
#include <stdlib.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace riskmap::test {

namespace fs = std::filesystem;

class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "riskmap-test-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~Folder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] const fs::path& path() const { return path_; }

  fs::path write(const std::string& name, std::string_view bytes) const {
    const fs::path file = path_ / name;
    std::ofstream{file, std::ios::binary}.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return file;
  }
  [[nodiscard]] std::map<std::string, std::string> contents() const {
    std::map<std::string, std::string> all;
    for (const auto& entry : fs::recursive_directory_iterator{path_}) {
      std::string bytes;
      if (entry.is_regular_file()) {
        std::ifstream stream{entry.path(), std::ios::binary};
        bytes.assign(std::istreambuf_iterator<char>{stream}, std::istreambuf_iterator<char>{});
      }
      all[entry.path().string()] = bytes;
    }
    return all;
  }

 private:
  fs::path path_;
};

inline std::string bytes_of(const fs::path& file) {
  std::ifstream stream{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{stream}, std::istreambuf_iterator<char>{}};
}

// --- GeoJSON ---

inline std::string feature(const std::string& geometry, const std::string& properties = R"({"name":"a"})") {
  return R"({"type":"Feature","properties":)" + properties + R"(,"geometry":)" + geometry + "}";
}
inline std::string collection(const std::vector<std::string>& features, const std::string& members = "") {
  std::string text = R"({"type":"FeatureCollection",)" + members + R"("features":[)";
  for (std::size_t i = 0; i < features.size(); ++i) text += (i == 0 ? "" : ",") + features[i];
  return text + "]}";
}
inline std::string point(const std::string& coordinates) {
  return R"({"type":"Point","coordinates":[)" + coordinates + "]}";
}
inline std::string polygon(const std::string& rings) {
  return R"({"type":"Polygon","coordinates":[)" + rings + "]}";
}
inline const std::string square = "[[69,42],[70,42],[70,43],[69,43],[69,42]]";

inline std::string utf16(std::string_view ascii, bool is_big_endian, bool has_mark) {
  std::string out;
  const auto unit = [&](char low, char high) { is_big_endian ? out.append({high, low}) : out.append({low, high}); };
  if (has_mark) unit('\xFF', '\xFE');
  for (const char c : ascii) unit(c, '\0');
  return out;
}

// --- bytes of fixed width ---

inline void put_little(std::string& out, std::uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out.push_back(static_cast<char>(value >> (8 * i) & 0xFF));
}
inline void put_big(std::string& out, std::uint32_t value) {
  for (int i = 3; i >= 0; --i) out.push_back(static_cast<char>(value >> (8 * i) & 0xFF));
}
inline void put_double(std::string& out, double value) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  put_little(out, bits, 8);
}

// --- Shapefile: unit squares in a row, one text field NAME ---

struct Shapefile {
  std::string shp, shx, dbf;
};

inline Shapefile shapefile(const std::vector<std::string>& names, std::size_t field_width = 40) {
  std::string records, index;
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::string shape;
    const double x = 69 + 0.01 * static_cast<double>(i), y = 42, side = 0.01;
    put_little(shape, 5, 4);
    for (const double value : {x, y, x + side, y + side}) put_double(shape, value);
    put_little(shape, 1, 4), put_little(shape, 5, 4), put_little(shape, 0, 4);
    for (const auto& [px, py] : {std::pair{x, y}, {x, y + side}, {x + side, y + side}, {x + side, y}, {x, y}})
      put_double(shape, px), put_double(shape, py);
    put_big(index, static_cast<std::uint32_t>((100 + records.size()) / 2)),
        put_big(index, static_cast<std::uint32_t>(shape.size() / 2));
    put_big(records, static_cast<std::uint32_t>(i + 1)), put_big(records, static_cast<std::uint32_t>(shape.size() / 2));
    records += shape;
  }
  const auto header = [&](std::size_t body) {
    std::string out;
    put_big(out, 9994);
    for (int i = 0; i < 5; ++i) put_big(out, 0);
    put_big(out, static_cast<std::uint32_t>((100 + body) / 2));
    put_little(out, 1000, 4), put_little(out, 5, 4);
    for (const double value : {69.0, 42.0, 70.0, 43.0, 0.0, 0.0, 0.0, 0.0}) put_double(out, value);
    return out;
  };
  std::string dbf{"\x03\x7A\x01\x01", 4};
  put_little(dbf, names.size(), 4), put_little(dbf, 65, 2), put_little(dbf, field_width + 1, 2);
  dbf.append(20, '\0');
  std::string field{"NAME"};
  field.resize(11, '\0');
  field += 'C';
  field.append(4, '\0');
  field.push_back(static_cast<char>(field_width));
  field.append(15, '\0');
  dbf += field + '\r';
  for (std::string name : names) {
    name.resize(field_width, ' ');
    dbf += ' ' + name;
  }
  return {header(records.size()) + records, header(index.size()) + index, dbf + '\x1A'};
}

inline constexpr std::string_view wgs84_prj =
    R"(GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]])";

inline fs::path write_shapefile(const Folder& folder, const Shapefile& parts, const std::string& stem = "areas") {
  folder.write(stem + ".shx", parts.shx);
  folder.write(stem + ".dbf", parts.dbf);
  folder.write(stem + ".prj", wgs84_prj);
  return folder.write(stem + ".shp", parts.shp);
}

// --- GeoPackage, with SQLite alone ---

inline std::string blob_point(double x, double y, int srs_id = 4326) {
  std::string out{"GP\0\x01", 4};
  put_little(out, static_cast<std::uint32_t>(srs_id), 4);
  out += '\x01';
  put_little(out, 1, 4), put_double(out, x), put_double(out, y);
  return out;
}

inline std::string hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : bytes)
    out += {digits[static_cast<unsigned char>(c) >> 4], digits[static_cast<unsigned char>(c) & 15]};
  return out;
}

class GeoPackage {
 public:
  explicit GeoPackage(const fs::path& file) {
    sqlite3_open(file.c_str(), &connection_);
    run("PRAGMA synchronous=OFF; PRAGMA application_id=1196444487; PRAGMA user_version=10200;"
        "CREATE TABLE gpkg_spatial_ref_sys(srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT,"
        " organization_coordsys_id INTEGER, definition TEXT, description TEXT);"
        "INSERT INTO gpkg_spatial_ref_sys VALUES('WGS 84',4326,'EPSG',4326,'GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\","
        "SPHEROID[\"WGS 84\",6378137,298.257223563]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433],"
        "AUTHORITY[\"EPSG\",\"4326\"]]','');"
        "CREATE TABLE gpkg_contents(table_name TEXT PRIMARY KEY, data_type TEXT, identifier TEXT, description TEXT,"
        " last_change DATETIME, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER);"
        "CREATE TABLE gpkg_geometry_columns(table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER,"
        " z TINYINT, m TINYINT);");
  }
  ~GeoPackage() { sqlite3_close(connection_); }
  GeoPackage(const GeoPackage&) = delete;
  GeoPackage& operator=(const GeoPackage&) = delete;

  GeoPackage& run(const std::string& sql) {
    sqlite3_exec(connection_, sql.c_str(), nullptr, nullptr, nullptr);
    return *this;
  }
  GeoPackage& layer(const std::string& name, int srs_id = 4326) {
    const std::string srs = std::to_string(srs_id);
    run("INSERT INTO gpkg_contents VALUES('" + name + "','features','" + name + "','',NULL,NULL,NULL,NULL,NULL," + srs +
        ");");
    return run("INSERT INTO gpkg_geometry_columns VALUES('" + name + "','geom','POINT'," + srs + ",0,0);");
  }
  GeoPackage& points(const std::string& name, int count, int srs_id = 4326) {
    run("CREATE TABLE \"" + name + "\"(fid INTEGER PRIMARY KEY AUTOINCREMENT, geom BLOB, title TEXT);")
        .layer(name, srs_id);
    run("BEGIN");
    for (int i = 0; i < count; ++i)
      run("INSERT INTO \"" + name + "\"(geom, title) VALUES(x'" + hex(blob_point(69 + 0.001 * i, 42, srs_id)) +
          "', 'су " + std::to_string(i) + " м');");
    return run("COMMIT");
  }

 private:
  sqlite3* connection_ = nullptr;
};

// --- zip, members stored as they are ---

struct ZipMember {
  std::string name, bytes;
  std::uint32_t claimed_size = 0;  // 0 = the real one
};

inline std::uint32_t crc32_of(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB88320U : 0U);
  }
  return ~crc;
}

inline std::string zip(const std::vector<ZipMember>& members) {
  std::string out, directory;
  for (const ZipMember& member : members) {
    const std::uint32_t size =
        member.claimed_size != 0 ? member.claimed_size : static_cast<std::uint32_t>(member.bytes.size());
    std::string common;
    put_little(common, 20, 2), put_little(common, 0, 2), put_little(common, member.claimed_size != 0 ? 8 : 0, 2),
        put_little(common, 0, 4);
    put_little(common, crc32_of(member.bytes), 4), put_little(common, member.bytes.size(), 4),
        put_little(common, size, 4);
    put_little(common, member.name.size(), 2), put_little(common, 0, 2);
    directory += std::string{"PK\x01\x02\x14\0", 6} + common;
    put_little(directory, 0, 2), put_little(directory, 0, 2), put_little(directory, 0, 2), put_little(directory, 0, 4);
    put_little(directory, out.size(), 4);
    directory += member.name;
    out += std::string{"PK\x03\x04", 4} + common + member.name + member.bytes;
  }
  const std::size_t start = out.size();
  out += directory + std::string{"PK\x05\x06\0\0\0\0", 8};
  put_little(out, members.size(), 2), put_little(out, members.size(), 2), put_little(out, directory.size(), 4);
  put_little(out, start, 4), put_little(out, 0, 2);
  return out;
}

// Kazakh in the encodings of old files: «Төле би ауданы», «Ұзынарық ауылы».
inline const std::string tole_bi_rk1048 = "\xD2\xB4\xEB\xE5 \xE1\xE8 \xE0\xF3\xE4\xE0\xED\xFB";
inline const std::string uzynaryq_rk1048 = "\xA1\xE7\xFB\xED\xE0\xF0\xFB\x9D \xE0\xF3\xFB\xEB\xFB";
inline const std::string russian_cp1251 =
    "\xD2\xEE\xEB\xE5\xE1\xE8\xE9\xF1\xEA\xE8\xE9 \xF0\xE0\xE9\xEE\xED";  // Толебийский район
inline const std::string russian_cp866 = "\x92\xAE\xAB\xA5\xA1\xA8\xA9\xE1\xAA\xA8\xA9 \xE0\xA0\xA9\xAE\xAD";
inline const std::string western_latin1 = "Z\xFCrich, Gen\xE8ve, K\xF6niz";

}  // namespace riskmap::test
