using CsTelemetry.ClickHouse.Hosting;
using CsTelemetry.ClickHouse.Tests.Servers;

namespace CsTelemetry.ClickHouse.Tests.Hosting;

public sealed class LibraryLocatorTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    private string Program => Path.Combine(_folder.Path, "artifacts", "bin");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_option_comes_before_everything()
    {
        Make("artifacts/bin/libchdb.so");

        Assert.Equal(Make("option.so"), LibraryLocator.Find(Make("option.so"), Make("environment.so"), Program));
    }

    [Fact]
    public void The_environment_comes_second()
    {
        Make("artifacts/bin/libchdb.so");

        Assert.Equal(Make("environment.so"), LibraryLocator.Find(null, Make("environment.so"), Program));
    }

    [Fact]
    public void A_named_file_that_is_missing_is_not_replaced_by_another_one()
    {
        Make("artifacts/bin/libchdb.so");

        var error = Assert.Throws<EmbeddedClickHouseException>(() => LibraryLocator.Find("/no/such/file", null, Program));

        Assert.Contains("/no/such/file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Beside_the_program_comes_before_the_repository()
    {
        Make("collector/CsTelemetry.ClickHouse.Embedded/node_modules/@chdb/lib-linux-x64-gnu/libchdb.so");

        Assert.Equal(Make("artifacts/bin/libchdb.so"), LibraryLocator.Find(null, null, Program));
    }

    [Fact]
    public void The_repository_is_found_from_any_folder_below_it()
    {
        var installed = Make("collector/CsTelemetry.ClickHouse.Embedded/node_modules/@chdb/lib-linux-x64-gnu/libchdb.so");

        Assert.Equal(installed, LibraryLocator.Find(null, "", Path.Combine(Program, "a", "b")));
    }

    [Fact]
    public void The_error_lists_the_places_and_the_command()
    {
        var error = Assert.Throws<EmbeddedClickHouseException>(() => LibraryLocator.Find(null, null, Program));

        Assert.Contains(Path.Combine(Program, "libchdb.so"), error.Message, StringComparison.Ordinal);
        Assert.Contains(
            Path.Combine(_folder.Path, "collector/CsTelemetry.ClickHouse.Embedded/node_modules/@chdb/lib-linux-x64-gnu/libchdb.so"), error.Message, StringComparison.Ordinal);
        Assert.Contains("npm ci --ignore-scripts", error.Message, StringComparison.Ordinal);
        Assert.Contains("CSTELEMETRY_LIBCHDB", error.Message, StringComparison.Ordinal);
    }

    private string Make(string name)
    {
        var path = Path.Combine(_folder.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "");
        return path;
    }
}
