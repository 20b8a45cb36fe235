#pragma once

#include <cstdlib>
#include <string>

#include "tests/capture/temporary_folder.hpp"

namespace celltally::testing {

// A made-up authority, a server of 127.0.0.1, a client; and a client of another authority.
class MadeCertificates {
 public:
  bool make() const {
    const std::string script =
        "set -e; cd '" + folder_.path("") +
        "'; for ca in ca other-ca; do openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "
        "/CN=$ca -keyout $ca.key -out $ca.pem; done; "
        "leaf() { openssl req -newkey rsa:2048 -nodes -subj /CN=$1 -keyout $1.key -out $1.csr; "
        "printf \"$3\" > $1.ext; openssl x509 -req -in $1.csr -CA $2.pem -CAkey $2.key "
        "-CAcreateserial -days 2 -extfile $1.ext -out $1.pem; }; "
        "leaf server ca 'subjectAltName=IP:127.0.0.1'; leaf stranger ca "
        "'subjectAltName=DNS:elsewhere.example'; leaf client ca 'extendedKeyUsage=clientAuth'; "
        "leaf other other-ca 'extendedKeyUsage=clientAuth'";
    return std::system(("bash -c \"" + escaped(script) + "\" >/dev/null 2>&1").c_str()) == 0;
  }
  std::string path(const std::string& name) const { return folder_.path(name); }

 private:
  static std::string escaped(const std::string& script) {
    std::string out;
    for (const char c : script) {
      if (c == '"' || c == '$' || c == '\\') out += '\\';
      out += c;
    }
    return out;
  }
  TemporaryFolder folder_;
};

}  // namespace celltally::testing
