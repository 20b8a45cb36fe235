#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace celltally {

// What the attacks on installed programs are told: where these are, and how long to go on.
struct BoxOptions {
  std::string celltally = "/usr/bin/celltally";
  std::string celltallyd = "/usr/sbin/celltallyd";
  std::string celltally_shipd = "/usr/sbin/celltally-shipd";
  std::string folder;      // in which temporary folders are made; empty: TMPDIR or /tmp
  std::uint64_t seed = 1;  // of made-up people

  std::uint32_t canaries = 1000;    // people who are looked for
  std::uint32_t replicas = 20'000;  // of the neighbouring captures
  std::uint32_t kills = 60;         // of a probe that releases
  double presence_sigma = 18;       // of the Gaussian noise of presence: the operator's

  // Told what is being done, a few words each time. May be empty.
  std::function<void(std::string_view what)> progress{};

  void tell(std::string_view what) const {
    if (progress) progress(what);
  }

  // Those beside this program, as in a build; of those that are not there, the installed ones.
  static BoxOptions beside(const std::string& program);

  // "" or which program cannot be run, and what to do.
  std::string missing_program() const;
};

}  // namespace celltally
