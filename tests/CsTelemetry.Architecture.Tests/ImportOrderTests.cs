namespace CsTelemetry.Architecture.Tests;

/// <summary>Keeps imports sorted: the one thing of the format that neither the build nor the check of white space looks at.</summary>
public sealed class ImportOrderTests
{
    private static readonly string[] Folders = ["benchmarks", "collector", "proto", "samples", "sdk", "tests"];

    [Fact]
    public void Imports_are_sorted_everywhere()
    {
        var faults = from folder in Folders
                     from file in Repository.SourceFiles(folder)
                     where !file.Contains("node_modules", StringComparison.Ordinal)
                     from fault in ImportOrder.Faults(File.ReadLines(file))
                     select $"{Path.GetRelativePath(Repository.Root, file)}, {fault}";

        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("using System;\nusing System.Text;\nusing CsTelemetry;\nusing CsTelemetry.Wal;\nusing Xunit;\nusing static System.Math;\nusing A = System.Int32;\nusing B = System.Byte;")]
    [InlineData("global using Xunit;\nusing System;")]
    [InlineData("using Xunit;\n#if NET\nusing System;\n#endif")]
    [InlineData("using System.Net;\n\nnamespace A;\n\nusing System;")]
    public void What_is_sorted_has_no_fault(string text) => Assert.Empty(ImportOrder.Faults(text.Split('\n')));

    [Theory]
    [InlineData("using Microsoft.Win32;\nusing System;")]
    [InlineData("using System.Text;\nusing System.Net;")]
    [InlineData("using System.Text;\n\nusing System;")]
    [InlineData("using CsTelemetry.Wal;\nusing CsTelemetry.ClickHouse.Hosting;")]
    [InlineData("using CsTelemetryX;\nusing CsTelemetry.Wal;")]
    [InlineData("using static System.Math;\nusing System;")]
    [InlineData("using A = System.Int32;\nusing static System.Math;")]
    [InlineData("using B = System.Int32;\nusing A = System.Byte;")]
    public void What_stands_behind_its_place_is_told(string text) => Assert.Single(ImportOrder.Faults(text.Split('\n')));
}
