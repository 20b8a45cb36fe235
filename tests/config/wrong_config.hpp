#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "config/load_config.hpp"

namespace celltally::testing {

// What stands before a case's own text, and who loads it.
enum class Base : std::uint8_t {
  nothing,              // the probe
  probe,                // all that the probe needs, in three lines
  shipper,              // all that the shipper needs, in two lines
  nothing_for_shipper,  // the shipper
};

// A configuration that is refused, and the whole text of its problems.
struct WrongConfig {
  const char* name;
  Base base;
  std::string_view text;
  std::string_view problems;

  void expect_problems() const {
    const auto config = load_config_text("c.yaml", whole(), options());
    if (config) {
      ADD_FAILURE() << name << ": this is taken for good";
      return;
    }
    std::string told;
    for (const ConfigProblem& problem : config.error()) told += to_text(problem);
    EXPECT_EQ(told, problems) << name;
    EXPECT_EQ(told.find("hunter"), std::string::npos) << name;
  }

  std::string whole() const {
    std::string before;
    if (base == Base::probe) {
      before = "version: 1\nprobe: {name: a, cells: /c}\ncapture: {ports: [{interface: eth0}]}\n";
    }
    if (base == Base::shipper) before = "version: 1\nship: {sinks: [{name: s, type: sqlite}]}\n";
    return before + std::string{text};
  }

  LoadOptions options() const {
    const bool ships = base == Base::shipper || base == Base::nothing_for_shipper;
    return {.purpose = ships ? Purpose::shipper : Purpose::probe,
            .check_files = false,
            .credentials_directory = {},
            .zone_problem = [](std::string_view zone) {
              return zone == "Mars/Base" ? std::string{"there is no time zone \"Mars/Base\""}
                                         : std::string{};
            }};
  }
};

}  // namespace celltally::testing
