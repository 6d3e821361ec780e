using System.Xml.Linq;

namespace CsTelemetry.Architecture.Tests;

/// <summary>Keeps the arrows between projects: the SDK and the collector meet only in the contract.</summary>
public sealed class ProjectDependencyTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["proto/CsTelemetry.Protocol"] = [],
        ["sdk/CsTelemetry.Client"] = [],
        ["sdk/CsTelemetry.Sdk"] = [],
        ["sdk/CsTelemetry.Sdk.AspNetCore"] = ["CsTelemetry.Sdk"],
        ["sdk/CsTelemetry.Sdk.Testing"] = ["CsTelemetry.Sdk"],
        ["collector/CsTelemetry.Adoption"] = [],
        ["collector/CsTelemetry.Wal"] = [],
        ["collector/CsTelemetry.ClickHouse"] = [],
        ["collector/CsTelemetry.ClickHouse.Embedded"] = [],
        ["collector/CsTelemetry.Grpc"] = ["CsTelemetry.Protocol"],
        ["collector/CsTelemetry.Collector"] =
            ["CsTelemetry.Adoption", "CsTelemetry.ClickHouse", "CsTelemetry.ClickHouse.Embedded", "CsTelemetry.Grpc", "CsTelemetry.Protocol", "CsTelemetry.Wal"],
    };

    [Fact]
    public void Every_product_project_is_drawn()
    {
        var found = from folder in (string[])["proto", "sdk", "collector"]
                    from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.csproj", SearchOption.AllDirectories)
                    select Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(file)!);

        Assert.Equal(Allowed.Keys.Order(), found.Order());
    }

    [Fact]
    public void A_project_references_only_what_is_drawn()
    {
        var faults = from pair in Allowed
                     from reference in Elements(pair.Key, "ProjectReference")
                     let name = Path.GetFileNameWithoutExtension(reference)
                     where !pair.Value.Contains(name)
                     select $"{pair.Key} must not reference {name}";

        Assert.Empty(faults);
    }

    [Fact]
    public void The_sdk_brings_nothing_but_the_extensions_abstractions()
    {
        var packages = Elements("sdk/CsTelemetry.Sdk", "PackageReference").ToList();

        // Those at the end are what netstandard2.0 lacks and every later runtime has in itself.
        Assert.Equal(
            [
                "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Options",
                "Microsoft.Bcl.Memory", "Microsoft.Bcl.TimeProvider", "System.Diagnostics.DiagnosticSource", "System.Threading.Channels",
            ],
            packages);
    }

    private static IEnumerable<string> Elements(string project, string name) =>
        XDocument.Load(Directory.EnumerateFiles(Path.Combine(Repository.Root, project), "*.csproj").Single())
            .Descendants(name)
            .Select(element => element.Attribute("Include")!.Value.Replace('\\', '/'));
}
