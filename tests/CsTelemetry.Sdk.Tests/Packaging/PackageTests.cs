using System.Diagnostics;
using System.IO.Compression;
using System.Xml.Linq;
using CsTelemetry.Sdk.Tests.Client;
using CsTelemetry.Sdk.Tests.Fakes;

namespace CsTelemetry.Sdk.Tests.Packaging;

/// <summary>Packs what was built, and looks into the packages as whoever installs them would.</summary>
[Collection(nameof(Alone))]
public sealed class PackageTests
{
    private static readonly DirectoryInfo Here = new(AppContext.BaseDirectory);

    // artifacts/bin/CsTelemetry.Sdk.Tests/release: the root is four folders up.
    private static readonly string Root = Here.Parent!.Parent!.Parent!.Parent!.FullName;

    [Theory]
    [InlineData("CsTelemetry.Sdk", "net10.0 net8.0 netstandard2.0")]
    [InlineData("CsTelemetry.Sdk.AspNetCore", "net10.0 net8.0")]
    [InlineData("CsTelemetry.Sdk.Testing", "net10.0 net8.0")]
    public async Task A_package_has_its_frameworks_readme_icon_documentation_and_symbols(string name, string frameworks)
    {
        using var folder = new TemporaryFolder();
        await PackAsync(name, folder.Path);

        using var package = ZipFile.OpenRead(Directory.GetFiles(folder.Path, "*.nupkg").Single());
        var files = package.Entries.Select(entry => entry.FullName).ToList();
        Assert.Contains("README.md", files);
        Assert.Contains("icon.png", files);
        Assert.Equal(frameworks.Split(' '), files.Where(file => file.EndsWith($"/{name}.dll", StringComparison.Ordinal)).Select(file => file.Split('/')[1]).Order());
        Assert.All(frameworks.Split(' '), framework => Assert.Contains($"lib/{framework}/{name}.xml", files));
        using var symbols = ZipFile.OpenRead(Directory.GetFiles(folder.Path, "*.snupkg").Single());
        Assert.All(frameworks.Split(' '), framework => Assert.Contains(symbols.Entries, entry => entry.FullName == $"lib/{framework}/{name}.pdb"));
    }

    [Fact]
    public async Task The_sdk_weighs_at_most_250_kilobytes_and_brings_nothing_but_the_platform_s_own()
    {
        using var folder = new TemporaryFolder();
        await PackAsync("CsTelemetry.Sdk", folder.Path);

        using var package = ZipFile.OpenRead(Directory.GetFiles(folder.Path, "*.nupkg").Single());
        Assert.All(package.Entries.Where(entry => entry.Name.EndsWith(".dll", StringComparison.Ordinal)), entry => Assert.InRange(entry.Length, 1, 250 * 1024));
        var dependencies = Dependencies(package).Distinct().ToList();
        Assert.Equal(
            ["Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Options"],
            dependencies.Where(id => id.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)).Order());
        // What the runtime has in itself, for runtimes that are older than it.
        Assert.Equal(
            ["Microsoft.Bcl.Memory", "Microsoft.Bcl.TimeProvider", "System.Diagnostics.DiagnosticSource", "System.Threading.Channels"],
            dependencies.Where(id => !id.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)).Order());
    }

    private static IEnumerable<string> Dependencies(ZipArchive package)
    {
        using var stream = package.Entries.Single(entry => entry.Name.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return [.. XDocument.Load(stream).Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => element.Attribute("id")!.Value)];
    }

    private static async Task PackAsync(string name, string folder)
    {
        var start = new ProcessStartInfo("dotnet", ["pack", Path.Combine(Root, "sdk", name), "-c", Here.Name, "--no-build", "-o", folder, "--nologo"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await output);
    }
}
