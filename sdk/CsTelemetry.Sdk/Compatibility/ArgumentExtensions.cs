using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace CsTelemetry.Compatibility;

/// <summary>Adds the checks of later runtimes.</summary>
internal static class ArgumentExtensions
{
    extension(ArgumentNullException)
    {
        public static void ThrowIfNull([NotNull] object? argument, [CallerArgumentExpression(nameof(argument))] string? name = null)
        {
            if (argument is null)
            {
                throw new ArgumentNullException(name);
            }
        }
    }
}
