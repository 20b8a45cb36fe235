#pragma once

#include <chrono>
#include <string>

namespace celltally {

// One connection over HTTP. Values come checked but for what only the network can tell.
struct HttpSettings {
  std::string url;  // https://..., or http:// to the machine itself
  // Lets http:// go to other machines, unencrypted. Never without this.
  bool allow_plain = false;

  std::string ca_file{};             // PEM; empty: the system's authorities
  std::string client_certificate{};  // PEM; empty: none is shown
  std::string client_key{};          // PEM
  std::string proxy{};               // as curl takes it; empty: none, whatever the environment says

  std::chrono::milliseconds connect_timeout{10'000};
  std::chrono::milliseconds total_timeout{60'000};  // of one request with its answer
};

}  // namespace celltally
