// The register's schema on a PostgreSQL server, derived from the one of the GeoPackage (schema_*.sql) and the field
// tables: the same tables, rules and names of rules; triggers in the server's language; roles.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "layers/model/entity.h"

namespace riskmap {

// In this order, in one transaction, with the rows copied in between the tables and the rules.
std::string pg_tables();  // schema, tables, rules of single rows
std::string pg_rules();   // links, indexes, triggers: what needs the rows to be there
std::string pg_rights();  // roles and what each may do

// Every table that holds something of the register, referenced ones first; context tables of a file apart.
std::vector<std::string> pg_table_names();

// SQLite's DDL with the server's types and expressions.
std::string in_server_words(std::string_view sql);

// The triggers' functions of one kind of record (pg_triggers.cpp).
std::string pg_triggers_of(const EntitySpec& spec);
// Its owner is there, for the table of that name; a part of pg_triggers_of().
std::string pg_owner_guard(std::string_view table);
// Who may see and add the bytes of attachments; a part of pg_rights().
std::string pg_rights_of_bytes();

}  // namespace riskmap
