// What the tests of a register on a server begin with: people with logins of their own.
#pragma once
#include "tests/unit/store/store_fixture.h"

namespace riskmap::test {

// A person with a login of his own, whose password stands in a password file.
class Login {
 public:
  Login(const Register& home, const std::string& role) : name_("person_" + home.database) {
    administer("CREATE ROLE " + name_ + " LOGIN PASSWORD '" + password_ + "'; GRANT riskmap_" + role + " TO " + name_,
               home.database);
    const auto passwords = home.folder.file("passwords");
    std::ofstream{passwords} << "*:*:*:" << name_ << ":" << password_ << "\n";
    std::filesystem::permissions(passwords, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    address_ = home.file.string() + " user=" + name_ + " passfile=" + passwords.string();
  }
  ~Login() {
    administer("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = '" + name_ + "'");
    administer("DROP ROLE " + name_);
  }
  Login(const Login&) = delete;
  Login& operator=(const Login&) = delete;
  [[nodiscard]] const std::string& address() const { return address_; }
  [[nodiscard]] const std::string& password() const { return password_; }

 private:
  std::string name_, password_ = "kupiya-" + new_uuid(), address_;
};

struct OpenRegister : Register {
  std::unique_ptr<RegisterStore> store = is_on_server() ? opened(file) : nullptr;
};

}  // namespace riskmap::test
