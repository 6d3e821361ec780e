using System.Reflection;

namespace CsTelemetry.Sdk.Tests.Client;

/// <summary>Writes down what an assembly offers, and compares it with what was approved.</summary>
internal static class PublicSurface
{
    public static void AssertApproved(Assembly assembly)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Approved");
        var name = assembly.GetName().Name;
        var approved = File.ReadAllText(Path.Combine(folder, $"{name}.txt")).ReplaceLineEndings("\n");
        var received = Describe(assembly);

        // To approve a change, copy the received file over the approved one, and say in the changelog what users gain by it.
        File.WriteAllText(Path.Combine(folder, $"{name}.received.txt"), received);
        Assert.Equal(approved, received);
    }

    private static string Describe(Assembly assembly) => string.Concat(assembly.GetExportedTypes()
        .OrderBy(type => type.FullName, StringComparer.Ordinal)
        .Select(type => $"{Header(type)}\n{string.Concat(Members(type).Select(member => $"    {member}\n"))}"));

    private static string Header(Type type)
    {
        var kind = type.IsEnum ? "enum" : type.IsByRefLike ? "ref struct" : type.IsValueType ? "struct" : type.IsInterface ? "interface" : type.IsAbstract ? "static class" : "class";
        return $"{kind} {type.FullName}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(name => $"{name} = {(int)Enum.Parse(type, name)}");
        }

        var constructors = type.GetConstructors(Declared).Select(one => $"new({Parameters(one)})");
        var properties = type.GetProperties(Declared).Select(one => $"{one.PropertyType.Name} {one.Name} {{ {(one.CanRead ? "get; " : "")}{Setter(one)}}}");
        // What the compiler writes for records is not a decision of ours.
        var methods = type.GetMethods(Declared)
            .Where(one => !one.IsSpecialName && one.Name is not ("Equals" or "GetHashCode" or "ToString" or "Deconstruct"))
            .Select(one => $"{one.ReturnType.Name} {one.Name}({Parameters(one)})");
        return constructors.Concat(properties).Concat(methods).Order(StringComparer.Ordinal);
    }

    private static string Setter(PropertyInfo property) =>
        property.SetMethod is not { } setter ? ""
        : setter.ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.Name == "IsExternalInit") ? "init; " : "set; ";

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(one => $"{one.ParameterType.Name} {one.Name}{(one.IsOptional ? " = default" : "")}"));
}
