using System.Reflection;

namespace CsTelemetry.Architecture.Tests;

public sealed class PublicApiTests
{
    [Theory]
    [InlineData("CsTelemetry.Sdk")]
    public void Public_surface_matches_the_approved_file(string assemblyName)
    {
        var actual = string.Join('\n', PublicApi.Describe(Assembly.Load(assemblyName))) + "\n";
        var approvedPath = Path.Combine(Repository.Root, "tests/CsTelemetry.Architecture.Tests/Approved", assemblyName + ".txt");
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
        {
            File.WriteAllText(approvedPath, actual);
        }

        Assert.Equal(File.ReadAllText(approvedPath), actual);
    }
}
