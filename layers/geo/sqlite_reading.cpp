#include "layers/geo/sqlite_reading.h"

#include <sqlite3.h>

#include <string>

namespace riskmap {

void CloseReading::operator()(sqlite3* connection) const {
  sqlite3_close(connection);
}
void CloseReading::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

OpenedForReading open_for_reading(const std::filesystem::path& file, bool is_immutable) {
  // As a URI every character that could end the path or start a parameter is escaped.
  std::string uri = "file:";
  for (const char c : file.string()) {
    if (c == '%' || c == '?' || c == '#')
      uri += c == '%' ? "%25" : c == '?' ? "%3f" : "%23";
    else
      uri += c;
  }
  if (is_immutable) uri += "?immutable=1";
  sqlite3* opened = nullptr;
  const int status =
      sqlite3_open_v2(uri.c_str(), &opened, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, nullptr);
  return {ReadingConnection{opened}, status};
}

ReadingStatement reading_statement(sqlite3* connection, const char* sql) {
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(connection, sql, -1, &statement, nullptr);
  return ReadingStatement{statement};
}

}  // namespace riskmap
