namespace CsTelemetry.LoadGenerator.Running;

/// <summary>The folder of everything that a run writes. It is deleted after a run that went well, and kept after any other.</summary>
internal static class RunFolder
{
    /// <param name="name">Names the run.</param>
    /// <param name="run">Does it, in the folder; its answer is the exit code.</param>
    public static async Task<int> UseAsync(string name, Func<string, Task<int>> run)
    {
        var folder = Directory.CreateTempSubdirectory($"cstelemetry-{name}-").FullName;
        var exitCode = 1;
        try
        {
            exitCode = await run(folder);
            return exitCode;
        }
        finally
        {
            if (exitCode == 0)
            {
                Directory.Delete(folder, recursive: true);
            }
            else
            {
                await Console.Error.WriteLineAsync($"The run went wrong; its logs and tables are kept in {folder}.");
            }
        }
    }
}
