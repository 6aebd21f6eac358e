package fhirgrouptherapy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import ca.uhn.fhir.validation.ValidationOptions;
import com.google.gson.Gson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * Validates FHIR JSON files. Arguments: r4 or r5, then the folder of our own conformance resources.
 * Stdin: a line per file, its path and, after a tab, the profile it must meet besides its base definition.
 * Stdout: one JSON line per file, in that order: {file, errors: [{path, message}], warnings: [{path, message}]}.
 */
public class Validate {
  public static void main(String[] args) throws IOException {
    var stdout = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.setOut(System.err); // whatever a library prints must not mix with the answers
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
    FhirContext fhir = args[0].equals("r5") ? FhirContext.forR5() : FhirContext.forR4();
    FhirValidator validator = fhir.newValidator();
    validator.registerValidatorModule(instanceValidator(fhir, Path.of(args[1])));
    var gson = new Gson();
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!line.isBlank()) stdout.println(gson.toJson(answer(validator, line.split("\t"))));
    }
  }

  private static FhirInstanceValidator instanceValidator(FhirContext fhir, Path conformance) throws IOException {
    var ours = new PrePopulatedValidationSupport(fhir);
    Map<String, IBaseResource> questionnaires = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(conformance)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        IBaseResource resource = fhir.newJsonParser().parseResource(Files.readString(file));
        if (fhir.getResourceType(resource).equals("Questionnaire")) {
          var terser = fhir.newTerser();
          String url = terser.getSinglePrimitiveValueOrNull(resource, "url");
          questionnaires.put(url + "|" + terser.getSinglePrimitiveValueOrNull(resource, "version"), resource);
        } else {
          ours.addResource(resource);
        }
      }
    }
    var chain = new ValidationSupportChain(
        ours,
        new QuestionnaireSupport(fhir, questionnaires),
        new DefaultProfileValidationSupport(fhir),
        new CommonCodeSystemsTerminologyService(fhir),
        new InMemoryTerminologyServerValidationSupport(fhir),
        new SnapshotGeneratingValidationSupport(fhir));
    var module = new FhirInstanceValidator(chain);
    module.setAnyExtensionsAllowed(false); // an extension nobody defined is an error
    module.setErrorForUnknownProfiles(true);
    return module;
  }

  /** Finds a Questionnaire by url and version: PrePopulatedValidationSupport would not. */
  private record QuestionnaireSupport(FhirContext fhir, Map<String, IBaseResource> byCanonical) implements IValidationSupport {
    @Override
    public FhirContext getFhirContext() {
      return fhir;
    }

    @Override
    public <T extends IBaseResource> T fetchResource(Class<T> type, String uri) {
      IBaseResource found = byCanonical.get(uri);
      return type != null && type.isInstance(found) ? type.cast(found) : null;
    }
  }

  private static Map<String, Object> answer(FhirValidator validator, String[] line) {
    List<Map<String, String>> errors = new ArrayList<>();
    List<Map<String, String>> warnings = new ArrayList<>();
    try {
      var options = new ValidationOptions();
      if (line.length > 1) options.addProfile(line[1]);
      var result = validator.validateWithResult(Files.readString(Path.of(line[0])), options);
      for (SingleValidationMessage message : result.getMessages()) {
        ResultSeverityEnum severity = message.getSeverity();
        if (severity == ResultSeverityEnum.INFORMATION) continue;
        (severity == ResultSeverityEnum.WARNING ? warnings : errors).add(issue(message.getLocationString(), message.getMessage()));
      }
    } catch (Exception broken) { // a file that can't be read or parsed is an error of that file, not the end of the run
      errors.add(issue("", broken.toString()));
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("file", line[0]);
    answer.put("errors", errors);
    answer.put("warnings", warnings);
    return answer;
  }

  private static Map<String, String> issue(String path, String message) {
    Map<String, String> issue = new LinkedHashMap<>();
    issue.put("path", path == null ? "" : path);
    issue.put("message", message);
    return issue;
  }
}
