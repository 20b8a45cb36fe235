// Properties of the schema, over every setting there is.

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>

#include "config/config_explanation.hpp"
#include "config/config_printer.hpp"
#include "config/load_config.hpp"
#include "config/schema.hpp"
#include "config/setting_list.hpp"

namespace celltally {
namespace {

// Sets every setting to something that may be written, at random.
class Shuffler : public SettingVisitor {
 public:
  // Leaves all but one of `rarely` settings as they are, where that may be.
  Shuffler(std::uint32_t seed, std::uint32_t rarely) : random_(seed), rarely_(rarely) {}

  void value(const Setting& setting) override {
    if (setting.key.needed == NeededBy::nobody && !chance(rarely_)) return;
    std::vector<SettingValue> values(1, some(setting));
    if (setting.list && setting.shape.kind == ValueShape::Kind::number) {
      values.emplace_back(std::uint64_t{1023} - std::get<std::uint64_t>(values[0]));
    }
    setting.set(values);
  }

  void section(const SettingKey&, bool, const Describe& describe) override { describe(*this); }

  void items(const SettingKey&, const Items& items) override {
    const std::size_t count = 1 + random_() % 3;
    items.resize(count);
    for (std::size_t i = 0; i < count; ++i) items.describe(*this, i);
  }

  void alternatives(const SettingKey&, std::size_t, std::span<const Alternative> all) override {
    all[random_() % all.size()].describe(*this);
  }

 private:
  bool chance(std::uint32_t of) { return random_() % of == 0; }

  SettingValue some(const Setting& setting) {
    const ValueShape& shape = setting.shape;
    if (shape.kind == ValueShape::Kind::choice) {
      return shape.choices[random_() % shape.choices.size()].value;
    }
    if (shape.kind == ValueShape::Kind::text) return text(setting);
    if (chance(3)) return shape.least;
    if (chance(3)) return shape.most;
    const std::uint64_t span = shape.most - shape.least + 1;
    return shape.least + (std::uint64_t{random_()} << 20 | random_()) % span;
  }

  SettingValue text(const Setting& setting) {
    for (const char* sample :
         {"a", ";", "/etc/x y#z: \"'\\é", "https://[::1]:8/a:b", "net_pcap0,rx_pcap=/a,x",
          "0000:af:1f.7", "001-01", "ecgi:001-01-0000101", "127.0.0.1:1", "k.example:65535",
          "credential:a.b"}) {
      if (setting.shape.rule->allows(sample)) {
        // A name is a number at times, and differs.
        const std::string more = setting.key.name == "name" ? std::to_string(random_()) : "";
        return SettingValue{setting.key.name == "name" ? more : sample};
      }
    }
    ADD_FAILURE() << "no sample will do for " << setting.key.name;
    return SettingValue{std::string{}};
  }

  std::mt19937 random_;
  std::uint32_t rarely_;
};

const LoadOptions kElsewhere{.purpose = Purpose::both,
                             .check_files = false,
                             .credentials_directory = {},
                             .zone_problem = {}};

// Values drawn at random are at odds with each other at times, and are refused; those that are not
// come back as they were.
TEST(EverySetting, IsInForceAgainWhenWhatWasPrintedIsLoaded) {
  std::size_t good = 0;
  for (std::uint32_t seed = 0; seed < 4000; ++seed) {
    CelltallyConfig config;
    Shuffler shuffler{seed, 8};
    describe(shuffler, config);
    const std::string printed = to_yaml(config);
    const auto again = load_config_text("c.yaml", printed, kElsewhere);
    if (!again) continue;
    ++good;
    ASSERT_EQ(*again, config) << printed;
    ASSERT_EQ(to_yaml(*again), printed);
  }
  EXPECT_GT(good, 40u);
}

// Reads every value of a configuration as it is written. Rules over several keys are not asked.
class Reader : public SettingVisitor {
 public:
  void value(const Setting& setting) override {
    for (const SettingValue& value : setting.get()) {
      const std::string text = written(setting.shape, value);
      YamlNode node{.kind = YamlNode::Kind::scalar, .text = text};
      node.quoted = text.starts_with('"');
      if (node.quoted) {
        node.text.clear();
        for (std::size_t i = 1; i + 1 < text.size(); ++i) {
          if (text[i] == '\\') ++i;
          node.text += text[i];
        }
      }
      const auto again = read_value(setting.shape, node);
      ASSERT_TRUE(again) << setting.key.name << ": " << again.error();
      ASSERT_EQ(*again, value) << setting.key.name;
      ++values;
    }
  }
  void section(const SettingKey&, bool, const Describe& describe) override { describe(*this); }
  void items(const SettingKey&, const Items& items) override {
    for (std::size_t i = 0; i < items.size(); ++i) items.describe(*this, i);
  }
  void alternatives(const SettingKey&, std::size_t chosen,
                    std::span<const Alternative> all) override {
    all[chosen].describe(*this);
  }

  std::size_t values = 0;
};

TEST(EverySetting, IsReadAsItIsWritten) {
  Reader reader;
  for (std::uint32_t seed = 0; seed < 200; ++seed) {
    CelltallyConfig config;
    Shuffler shuffler{seed, 1};
    describe(shuffler, config);
    describe(reader, config);
  }
  EXPECT_GT(reader.values, 10'000u);
}

TEST(EverySetting, HasAMeaningAPhraseInLowerCaseWithoutAFullStop) {
  std::set<std::string> seen;
  for (const SettingNote& note : list_settings()) {
    EXPECT_TRUE(seen.insert(note.path + " " + note.only).second) << note.path;
    ASSERT_FALSE(note.meaning.empty()) << note.path;
    EXPECT_FALSE(note.meaning.ends_with('.')) << note.path;
    EXPECT_EQ(note.words.empty(), note.section) << note.path;
    const auto explained = explain_settings(note.path);
    ASSERT_TRUE(explained) << note.path;
    EXPECT_NE(explained->find(note.meaning), std::string::npos) << note.path;
  }
  EXPECT_GT(seen.size(), 80u);
}

TEST(EverySetting, OfferedAsAnExampleCanBeWritten) {
  class Examples : public Reader {
   public:
    void value(const Setting& setting) override {
      const std::string example{setting.key.example};
      if (example.empty() || setting.list) return;
      YamlNode node{.kind = YamlNode::Kind::scalar, .text = example};
      node.quoted = example.starts_with('"');
      if (node.quoted) node.text = example.substr(1, example.size() - 2);
      EXPECT_TRUE(read_value(setting.shape, node)) << setting.key.name << " " << example;
      ++values;
    }
    void items(const SettingKey&, const Items& items) override {
      items.resize(1);
      items.describe(*this, 0);
    }
    void alternatives(const SettingKey&, std::size_t, std::span<const Alternative> all) override {
      for (const Alternative& alternative : all) alternative.describe(*this);
    }
  };
  CelltallyConfig config;
  Examples examples;
  describe(examples, config);
  EXPECT_GT(examples.values, 15u);
}

TEST(EverySetting, ThatIsNotThereIsAnsweredWithTheNearest) {
  EXPECT_EQ(explain_settings("people_min").error(),
            "there is no key \"people_min\"; did you mean protection.people_min?");
  EXPECT_EQ(explain_settings("protektion.people_min").error(),
            "there is no key \"protektion.people_min\"; did you mean protection.people_min?");
  EXPECT_EQ(explain_settings("colour").error(),
            "there is no key \"colour\"; all keys: celltally config explain");
  EXPECT_EQ(explain_settings("log").value(),
            "log\n    what both daemons write to the journal\n"
            "log.level\n    the least important lines that are written\n"
            "    debug, info, warning or error; default info\n"
            "log.format\n    how a line looks\n    text or json; default text\n");
}

}  // namespace
}  // namespace celltally
