#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace celltally {

// What is wrong with a file of many rows: each problem with its line, at most kTold in words, those
// that were noted first.
class ListProblems {
 public:
  static constexpr std::size_t kTold = 1000;

  // `noun`: what they are in, in the plural; a text that stays.
  ListProblems(std::string_view name, std::string_view noun) : name_(name), noun_(noun) {}

  // Line 0: the text says where.
  void note(std::size_t line, std::string text);
  bool empty() const noexcept { return count_ == 0; }

  // "cells.csv:12: " before each, by line; of more than kTold the last one tells how many more.
  std::vector<std::string> in_order() const;

 private:
  std::string name_;
  std::string_view noun_;
  std::vector<std::pair<std::size_t, std::string>> noted_;
  std::size_t count_ = 0;
};

}  // namespace celltally
