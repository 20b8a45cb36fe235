#pragma once

#include <string>
#include <vector>

#include "config/setting_key.hpp"

namespace celltally {

// What is told of one key of the configuration, or of a section.
struct SettingNote {
  std::string path;  // "protection.people_min", "ship.sinks[].url"
  std::string only;  // the type of sink that has it; empty: all
  std::string meaning;
  std::string words;     // what may be written; empty for a section
  std::string standard;  // its default, as it is written; empty when there is none
  std::string example;
  NeededBy needed = NeededBy::nobody;
  Purpose whose = Purpose::both;  // of a section: who reads it
  bool section = false;
};

// Every key of the schema, in its order, sections before what is in them.
std::vector<SettingNote> list_settings();

}  // namespace celltally
