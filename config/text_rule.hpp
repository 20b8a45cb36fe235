#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace celltally {

// Which text a setting takes. The pattern is what is checked, and what the JSON Schema says: an
// ECMAScript regular expression for the whole text.
struct TextRule {
  enum class Names : std::uint8_t {
    nothing,
    file,    // that is there and can be read
    secret,  // likewise, and nobody else can; or credential:NAME
    zone,    // a time zone
  };

  std::string_view words;  // what to write: "an absolute path such as /etc/hosts"
  std::string pattern;
  std::size_t length_max = 255;
  Names names = Names::nothing;
  bool (*also)(std::string_view text) = nullptr;  // what a pattern cannot say

  bool allows(std::string_view text) const;
};

// The rules there are.
struct TextRules {
  static const TextRule kName;  // of a probe, port or sink
  static const TextRule kZone;
  static const TextRule kPath;    // of a file or folder that we make
  static const TextRule kSocket;  // likewise, as short as sockaddr_un wants it
  static const TextRule kFile;    // of a file that is there
  static const TextRule kSecret;
  static const TextRule kPci;
  static const TextRule kVdev;
  static const TextRule kInterface;
  static const TextRule kGroup;
  static const TextRule kFilePrefix;
  static const TextRule kArgument;
  static const TextRule kListen;   // numeric address and port
  static const TextRule kAddress;  // host and port
  static const TextRule kUrl;
  static const TextRule kTopic;
  static const TextRule kSqlName;
  static const TextRule kUser;
  static const TextRule kNetwork;  // MCC and MNC
  static const TextRule kCell;
  static const TextRule kColumn;     // of a list of cells
  static const TextRule kSeparator;  // of its columns
};

}  // namespace celltally
