// A part of a register taken along on a laptop without a network: a register of its own that knows whose copy it is.
//
//   check_out(*store, {.area = "615837000", .copy = "laptop.gpkg"});
//   …                                           // the copy is edited like any register
//   checkin.h                                   // what was changed in it comes back
//
// Records keep their uuids, versions and history. The copy gives numbers of a series of its own, and nothing done
// before can be undone in it.
#pragma once
#include <filesystem>
#include <string>

#include "layers/core/result.h"
#include "layers/model/checkout.h"
#include "layers/store/register_store.h"
#include "layers/store/sql_connection.h"

namespace riskmap {

enum class ApplicantsOfCheckout { stay_behind, come_along };

struct CheckoutRequest {
  std::string area;  // the code of a settlement, a rural district or the district
  std::filesystem::path copy;
  ApplicantsOfCheckout applicants = ApplicantsOfCheckout::stay_behind;
};

// The file is whole or absent; the register is only read. Errors: kato_unknown; invalid_input where the copy's place is
// taken or the register is a copy itself; unsupported where applicants are asked of a store that keeps none; what their
// file says where it cannot be read; those of reading and writing.
Result<void> check_out(RegisterStore& store, const CheckoutRequest& request);

// What a register says about itself, all lines of rm_meta.
Result<Meta> read_meta(const Connection& connection);

// The last row of the history that a copy has ever had.
Result<std::int64_t> last_history(const Connection& copy);

// The same part as it stands now, in the place of the copy: its name, its series of numbers and whether applicants come
// along stay. What was written on the laptop about applicants is in the register by now, or is kept beside the copy.
// err.locked: somebody has the copy open, or has edited it since the checkin began.
enum class LaptopApplicants { brought, kept };
Result<void> renew_checkout(RegisterStore& store, const std::filesystem::path& copy, LaptopApplicants applicants);

}  // namespace riskmap
