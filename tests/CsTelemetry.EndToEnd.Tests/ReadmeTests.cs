using System.Text.RegularExpressions;

namespace CsTelemetry.EndToEnd.Tests;

/// <summary>What the README tells a developer to type compiles, because a compiled program holds it.</summary>
public sealed partial class ReadmeTests
{
    [Fact]
    public async Task The_lines_to_instrument_an_app_are_those_of_the_quick_start()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md"));
        var program = Squeeze(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "samples", "QuickStart", "Program.cs")));

        var blocks = CSharpBlock().Matches(readme).Select(match => match.Groups["code"].Value).ToList();

        Assert.NotEmpty(blocks);
        Assert.All(blocks.SelectMany(block => block.Split('\n', StringSplitOptions.RemoveEmptyEntries)), line => Assert.Contains(Squeeze(line), program, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_script_that_the_readme_names_is_there()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md"));

        var scripts = Script().Matches(readme).Select(match => match.Value).Distinct().ToList();

        Assert.Contains("./demo.sh", scripts);
        Assert.Contains("./test.sh", scripts);
        Assert.All(scripts, script => Assert.True(File.Exists(Path.Combine(Repository.Root, script)), script));
    }

    private static string Squeeze(string text) => Spaces().Replace(text, " ").Trim();

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex(@"\./[\w./-]+\.sh")]
    private static partial Regex Script();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
