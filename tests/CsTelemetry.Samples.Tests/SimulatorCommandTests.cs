using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace CsTelemetry.Samples.Tests;

public sealed class SimulatorCommandTests
{
    private static readonly string[] Small = ["--accounts", "6", "--days", "200"];

    [Fact]
    public void The_default_log_has_the_same_bytes_on_every_runtime()
    {
        Assert.Equal("656426dfd180138bd5af645726148fd3d909cf2d94e7cde2e9d7ff19409cbb2c", Convert.ToHexStringLower(SHA256.HashData(SimulatorRun.With().Output)));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        var first = SimulatorRun.With([.. Small, "--seed", "5"]);

        Assert.Equal(first.Output, SimulatorRun.With([.. Small, "--seed", "5"]).Output);
        Assert.NotEqual(first.Output, SimulatorRun.With([.. Small, "--seed", "6"]).Output);
    }

    [Fact]
    public void Each_line_has_six_columns_and_an_offset_and_the_lines_are_in_UTC_order()
    {
        var lines = Encoding.UTF8.GetString(SimulatorRun.With(Small).Output).TrimEnd('\n').Split('\n');

        Assert.Equal("occurred_at,product,account_id,user_id,feature,quantity", lines[0]);
        var rows = lines.Skip(1).Select(line => line.Split(',')).ToArray();
        Assert.All(rows, row => Assert.Equal(6, row.Length));
        Assert.All(rows, row => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$", row[0]));
        Assert.All(rows, row => Assert.Matches("^[0-9a-f]{12}$", row[3]));
        Assert.All(rows, row => Assert.InRange(int.Parse(row[5], CultureInfo.InvariantCulture), 1, 41));
        var times = rows.Select(row => DateTimeOffset.Parse(row[0], CultureInfo.InvariantCulture).UtcTicks).ToArray();
        Assert.Equal(times.Order(), times);
    }

    [Theory]
    [InlineData("log.csv.gz")]
    [InlineData("log.csv")]
    public void A_file_holds_what_standard_output_would(string name)
    {
        var folder = Directory.CreateTempSubdirectory("simulator");
        try
        {
            var path = Path.Combine(folder.FullName, name);

            var run = SimulatorRun.With([.. Small, "--output", path]);

            Assert.Equal(0, run.ExitCode);
            Assert.Empty(run.Output);
            Assert.Equal(SimulatorRun.With(Small).Output, Read(path));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("--accounts", "0", "--accounts is 0; it must be 1 to 10000.")]
    [InlineData("--accounts", "10001", "--accounts is 10001; it must be 1 to 10000.")]
    [InlineData("--days", "29", "--days is 29; it must be 30 to 7300.")]
    [InlineData("--days", "7301", "--days is 7301; it must be 30 to 7300.")]
    [InlineData("--end", "1989-12-31", "--end is 1989-12-31; it must be a day of the years 1990 to 2100.")]
    [InlineData("--end", "30.6.2015", "--end is '30.6.2015'; it must be a day such as 2015-06-30.")]
    public void A_value_out_of_its_limits_is_refused_with_the_limit(string option, string value, string said)
    {
        var run = SimulatorRun.With(option, value);

        Assert.Equal((1, said + Environment.NewLine), (run.ExitCode, run.Messages));
        Assert.Empty(run.Output);
    }

    [Fact]
    public void All_faults_are_told_together()
    {
        Assert.Equal(2, SimulatorRun.With("--accounts", "0", "--days", "0").Messages.TrimEnd().Split(Environment.NewLine).Length);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_named()
    {
        var path = Path.Combine(Path.GetTempPath(), "no-such-folder", "log.csv");

        var run = SimulatorRun.With([.. Small, "--output", path]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"could not be written to '{path}'", run.Messages, StringComparison.Ordinal);
    }

    private static byte[] Read(string path)
    {
        using var file = File.OpenRead(path);
        using Stream content = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }
}
