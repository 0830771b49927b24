// Who brought the appeals, and the files at appeals, on a server: the tables of a private file as a schema of their
// own, riskmap_private, which nobody sees but a login that was given the role riskmap_confidential beside its other
// one. An appeal whose applicant a login does not see cannot be removed by it.
#pragma once
#include <string>
#include <vector>

#include "layers/core/result.h"
#include "layers/store/register_store.h"
#include "layers/store/sql_connection.h"

namespace riskmap {

// In this order, in one transaction, with the rows copied in between the two.
std::string pg_private_tables();  // schema and tables
std::string pg_private_rules();   // indexes, triggers, rights

// The tables with rows of the register, as the schema and the file alike name them.
std::vector<std::string> private_table_names();

// Whether the schema is there and for this login.
bool may_see_private_part(const Connection& connection);
// The same in the words of a store; unsupported where the register has no such schema.
ApplicantsAccess applicants_on_server(const Connection& connection, bool is_register_read_only);

// Of a register that was made before there was such a schema. Nothing where this login may make none.
Result<void> add_private_part(const Connection& connection);

}  // namespace riskmap
