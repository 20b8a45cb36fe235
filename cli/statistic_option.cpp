#include "cli/statistic_option.hpp"

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "cli/printable.hpp"

namespace celltally {

namespace {

std::string all_words() {
  std::string words;
  for (std::size_t i = 0; i < kStatistics; ++i) {
    words += i == 0 ? "" : i + 1 == kStatistics ? " or " : ", ";
    words += to_text(static_cast<Statistic>(i));
  }
  return words;
}

}  // namespace

void add_statistic_option(CLI::App& command, StatisticChoice& choice) {
  command
      .add_option_function<std::vector<std::string>>(
          "--stat",
          [&choice](const std::vector<std::string>& words) {
            for (const std::string& word : words) {
              const auto statistic = statistic_from_text(word);
              if (!statistic) {
                throw CLI::ValidationError{
                    "--stat", "\"" + printable(word) + "\" will not do; write " + all_words()};
              }
              choice.add(*statistic);
            }
          },
          "all rows of these, and no overview: " + all_words())
      ->type_name("NAME,...")
      ->delimiter(',')
      ->allow_extra_args(false);
}

}  // namespace celltally
