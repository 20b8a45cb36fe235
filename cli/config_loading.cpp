#include "cli/config_loading.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "aggregate/calendar.hpp"
#include "cli/message_to_user.hpp"
#include "cli/printable.hpp"

namespace celltally {

namespace {

std::string zone_problem(std::string_view zone) {
  const auto calendar = Calendar::in_zone(zone);
  return calendar ? "" : printable(calendar.error());
}

// A section of a daemon that does not run here may be missing, if only one says so.
bool is_missing_section(const ConfigProblem& problem) {
  return problem.key.find('.') == std::string::npos && problem.text.starts_with("is missing") &&
         problem.key != "version";
}

}  // namespace

Result<CelltallyConfig, ConfigProblems> ConfigLoading::load() const {
  const char* credentials = std::getenv("CREDENTIALS_DIRECTORY");
  return load_config(file, {.purpose = purpose,
                            .check_files = check_files,
                            .credentials_directory = credentials == nullptr ? "" : credentials,
                            .zone_problem = zone_problem});
}

void ConfigLoading::tell_problems(const ConfigProblems& problems) const {
  for (const ConfigProblem& problem : problems) {
    static_cast<void>(std::fputs(to_text(problem).c_str(), stderr));
  }
  if (problems.size() > 1) tell(std::to_string(problems.size()) + " problems");
  if (purpose == Purpose::both &&
      std::any_of(problems.begin(), problems.end(), is_missing_section)) {
    tell("where only one of the daemons runs, add --for probe or --for shipper");
  }
}

void add_config_loading(CLI::App& command, ConfigLoading& loading) {
  command.add_option("FILE", loading.file, "the configuration, YAML")->type_name("")->required();
  command
      .add_option_function<std::string>(
          "--for",
          [&loading](const std::string& purpose) {
            if (purpose == "probe") loading.purpose = Purpose::probe;
            if (purpose == "shipper") loading.purpose = Purpose::shipper;
          },
          "who is to run with it: probe, shipper or both; a section of the other one may be "
          "missing")
      ->type_name("WHO")
      ->default_str("both")
      ->check(CLI::IsMember({"probe", "shipper", "both"}));
  command.add_flag_callback(
      "--no-files", [&loading] { loading.check_files = false; },
      "do not look at the files it names: it is for another machine");
}

}  // namespace celltally
