using System.Text.RegularExpressions;

namespace CsTelemetry.Architecture.Tests;

/// <summary>Keeps the arrows between the collector's stages as its README draws them.</summary>
public sealed partial class StageDependencyTests
{
    private const string Project = "CsTelemetry.Collector";

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Events"] = [],
        ["Wire"] = ["Events"],
        ["Tenancy"] = [],
        ["Auditing"] = [],
        ["Accounting"] = ["Events"],
        ["Admitting"] = ["Tenancy", "Accounting"],
        ["Journal"] = ["Events"],
        ["Erasing"] = ["Events", "Journal"],
        ["Zones"] = ["Events", "Wire", "Journal"],
        ["Validating"] = ["Events", "Wire", "Journal", "Erasing", "Zones"],
        ["Administering"] = ["Auditing", "Accounting", "Journal", "Erasing", "Validating", "Tenancy"],
        ["Accepting"] = ["Events", "Journal", "Accounting"],
        ["Receiving"] = ["Administering", "Events", "Wire", "Tenancy", "Auditing", "Admitting", "Journal", "Erasing", "Zones", "Validating", "Accepting"],
        ["Storing"] = ["Events", "Wire", "Journal", "Accounting"],
        ["Quarantining"] = ["Tenancy", "Receiving"],
        ["Querying"] = [],
        ["Knowing"] = ["Querying", "Tenancy"],
        ["Scoring"] = ["Querying", "Knowing", "Accounting", "Tenancy"],
        ["Measuring"] = ["Querying", "Knowing", "Accounting"],
        ["Proving"] = ["Administering", "Auditing", "Querying", "Knowing", "Scoring"],
        ["Scraping"] = [],
        ["Observing"] = ["Accounting", "Receiving"],
        ["Api"] = ["Journal", "Erasing", "Validating", "Tenancy", "Auditing", "Quarantining", "Querying", "Knowing", "Scoring", "Measuring", "Proving"],
        ["Hosting"] = ["Events", "Tenancy", "Auditing", "Accounting", "Admitting", "Validating", "Journal", "Erasing", "Zones", "Administering", "Accepting", "Receiving", "Storing", "Quarantining", "Querying", "Knowing", "Scoring", "Measuring", "Proving", "Scraping", "Observing", "Api"],
        ["Cli"] = ["Hosting", "Administering", "Journal", "Tenancy", "Auditing"],
    };

    [Fact]
    public void Every_folder_of_the_collector_is_a_stage_with_its_arrows()
    {
        var folders = Repository.SourceFiles($"collector/{Project}").Select(StageOf).Where(stage => stage != "Program.cs").Distinct().Order();

        Assert.Equal(Allowed.Keys.Order(), folders);
    }

    [Fact]
    public void A_stage_uses_only_the_stages_drawn_before_it()
    {
        var faults = from file in Repository.SourceFiles($"collector/{Project}")
                     let stage = StageOf(file)
                     where Allowed.ContainsKey(stage)
                     from Match match in UseOfAStage().Matches(File.ReadAllText(file))
                     let used = match.Groups["stage"].Value
                     where used != stage && Allowed.ContainsKey(used) && !Allowed[stage].Contains(used)
                     select $"{Path.GetFileName(file)}: {stage} must not use {used}";

        Assert.Empty(faults);
    }

    [Fact]
    public void Protobuf_goes_no_further_than_receiving()
    {
        var faults = from file in Repository.SourceFiles($"collector/{Project}")
                     where StageOf(file) is not ("Receiving" or "Quarantining" or "Hosting")
                     where File.ReadAllText(file).Contains("CsTelemetry.Protocol", StringComparison.Ordinal)
                     select Path.GetFileName(file);

        Assert.Empty(faults);
    }

    [Fact]
    public void Sql_is_written_only_where_the_store_is_asked()
    {
        var faults = from file in Repository.SourceFiles("collector").Concat(Repository.SourceFiles("sdk"))
                     let path = Path.GetRelativePath(Repository.Root, file)
                     where !path.StartsWith("collector/CsTelemetry.ClickHouse/", StringComparison.Ordinal)
                         && !path.StartsWith($"collector/{Project}/Querying/", StringComparison.Ordinal)
                     where Sql().IsMatch(File.ReadAllText(file))
                     select path;

        Assert.Empty(faults);
    }

    private static string StageOf(string file) =>
        Path.GetRelativePath(Path.Combine(Repository.Root, "collector", Project), file).Split('/')[0];

    [GeneratedRegex(@"CsTelemetry\.Collector\.(?<stage>\w+)")]
    private static partial Regex UseOfAStage();

    [GeneratedRegex(@"\b(SELECT\s.+\sFROM|INSERT INTO|ALTER TABLE|CREATE TABLE)\b", RegexOptions.Singleline)]
    private static partial Regex Sql();
}
