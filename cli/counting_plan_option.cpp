#include "cli/counting_plan_option.hpp"

#include <CLI/CLI.hpp>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/printable.hpp"

namespace celltally {

namespace {

void take_level(const std::string& text, CountingPlan& plan) {
  constexpr std::array<std::pair<std::string_view, CountLevel>, 3> kLevels{
      {{"cell", CountLevel::cell}, {"site", CountLevel::site}, {"zone", CountLevel::zone}}};
  for (const auto& [word, level] : kLevels) {
    if (text == word) return static_cast<void>(plan.level = level);
  }
  throw CLI::ValidationError{"--level",
                             "\"" + printable(text) + "\" will not do; write cell, site or zone"};
}

void take_grain(const std::string& text, CountingPlan& plan) {
  for (const std::uint32_t minutes : {15u, 30u, 60u, 180u}) {
    if (text == std::to_string(minutes)) return static_cast<void>(plan.grain_minutes = minutes);
  }
  throw CLI::ValidationError{"--grain",
                             "\"" + printable(text) + "\" will not do; write 15, 30, 60 or 180"};
}

void take_home_networks(const std::vector<std::string>& texts, CountingPlan& plan) {
  plan.home_networks.clear();
  for (const std::string& text : texts) {
    const auto network = plmn_from_text(text);
    if (!network) {
      throw CLI::ValidationError{
          "--home-networks",
          "\"" + printable(text) + "\" is no network; write country and network, such as 208-93"};
    }
    plan.home_networks.push_back(*network);
  }
}

}  // namespace

void add_counting_plan_options(CLI::App& command, CountingPlan& plan) {
  CLI::Option* const level =
      command
          .add_option_function<std::string>(
              "--level", [&plan](const std::string& text) { take_level(text, plan); },
              "of which places presence, visitors and dwell are told: cell, site or zone")
          ->type_name("LEVEL")
          ->default_str("cell")
          ->needs("--cells");
  command
      .add_flag_callback(
          "--areas", [&plan] { plan.level = CountLevel::zone; }, "the same as --level zone")
      ->needs("--cells")
      ->excludes(level);
  command
      .add_option_function<std::string>(
          "--grain", [&plan](const std::string& text) { take_grain(text, plan); },
          "minutes of a number of presence: 15, 30, 60 or 180")
      ->type_name("MINUTES")
      ->default_str("60");
  command
      .add_option_function<std::vector<std::string>>(
          "--home-networks",
          [&plan](const std::vector<std::string>& texts) { take_home_networks(texts, plan); },
          "your own networks, such as 208-93,208-94: people of others are guests; default: people "
          "of another country are")
      ->type_name("LIST")
      ->delimiter(',');
  command.add_flag("--leave-out-temporary", plan.leave_out_temporary,
                   "count nobody who is known by a temporary identity alone");
}

}  // namespace celltally
